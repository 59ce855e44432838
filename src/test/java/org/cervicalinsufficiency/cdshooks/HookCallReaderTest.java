package org.cervicalinsufficiency.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Locale;
import org.cervicalinsufficiency.tenant.ExampleTenants;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken as a call, and how a call that is not one is refused. */
class HookCallReaderTest {

    private static final String AUTHORIZATION = """
            {'access_token': 'secret-token', 'token_type': 'Bearer', 'expires_in': 300, 'scope': 'x', 'subject': 'y'}""";

    private final HookCallReader reader = new HookCallReader(FhirServerRule.HTTPS_ONLY);

    @Nested
    class StrictJsonOnly {

        @ParameterizedTest(name = "G8 refuses {0}")
        @ValueSource(
                strings = {
                    "",
                    " ",
                    "[]",
                    "'x'",
                    "1",
                    "null",
                    "{",
                    "{}x",
                    "{} {}",
                    "{'a': 1,}",
                    "{'a': 1, 'a': 2}",
                    "{'a': {'b': 1, 'b': 1}}",
                    "{'a': +1}",
                    "{'a': NaN}",
                    "{'a': 01}",
                    "{/* x */}",
                    "{a: 1}",
                    "{'a': '\\ud800'}",
                    "{'\\udc00': 1}",
                    "{'a': '\t'}"
                })
        void refuses(String body) {
            InvalidCall refusal = refusal(body.replace('\'', '"'));

            assertThat(refusal.problem()).isEqualTo(Problem.JSON_INVALID);
        }

        @Test
        void refusesSingleQuotes() {
            assertThat(refusal("{'hook': 'patient-view'}").problem()).isEqualTo(Problem.JSON_INVALID);
        }

        @Test
        void g7RefusesWhatIsNotUtf8() {
            byte[] latin = {'{', '"', (byte) 0xE9, '"', ':', '1', '}'};
            byte[] utf16 = {0, '{', 0, '}'};

            assertThat(refusal(latin).problem()).isEqualTo(Problem.JSON_INVALID);
            assertThat(refusal(utf16).problem()).isEqualTo(Problem.JSON_INVALID);
        }

        @Test
        void g7IgnoresAByteOrderMark() {
            assertThat(read("\uFEFF" + Calls.body("null")).patientId()).isEqualTo(Calls.PATIENT);
        }

        @Test
        void l6RefusesDeepNesting() {
            assertThat(refusal("{\"a\":" + "[".repeat(70) + "]".repeat(70) + "}")
                            .problem())
                    .isEqualTo(Problem.JSON_INVALID);
        }

        @Test
        void l7RefusesLongTextsNamesAndNumbers() {
            for (String body : List.of(
                    "{\"a\":\"" + "x".repeat(1024 * 1024 + 1) + "\"}",
                    "{\"" + "n".repeat(60_000) + "\":1}",
                    "{\"a\":" + "1".repeat(1001) + "}")) {
                assertThat(refusal(body).problem()).isEqualTo(Problem.JSON_INVALID);
            }
        }
    }

    @Nested
    class Members {

        @ParameterizedTest(name = "{0} → {1} {2}")
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '~',
                value = {
                    "'hook': 'patient-view', => | FIELD_MISSING | hook",
                    "'hook': 'patient-view' => 'hook': null | FIELD_MISSING | hook",
                    "'hook': 'patient-view' => 'hook': 5 | FIELD_INVALID | hook",
                    "'hook': 'patient-view' => 'hook': 'order-sign' | HOOK_MISMATCH | hook",
                    "'hookInstance': 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea', => | FIELD_MISSING | hookInstance",
                    "'d1577c69-dfbe-44ad-ba6d-3e05e953b2ea' => '' | FIELD_INVALID | hookInstance",
                    "'context' => 'other' | FIELD_MISSING | context",
                    "'context': {'userId': 'Practitioner/1', 'patientId': 'p1'} => 'context': [] | FIELD_INVALID | context",
                    "'patientId': 'p1' => 'x': 1 | FIELD_MISSING | context.patientId",
                    "'p1' => 1 | FIELD_INVALID | context.patientId",
                    "'p1' => 'Patient/p1' | FIELD_INVALID | context.patientId",
                    "'p1' => '..' | FIELD_INVALID | context.patientId",
                    "'p1' => 'a b' | FIELD_INVALID | context.patientId",
                    "'p1' => 'a/b' | FIELD_INVALID | context.patientId",
                    "'p1' => 'a_b' | FIELD_INVALID | context.patientId",
                    "'p1' => 'a%2e' | FIELD_INVALID | context.patientId",
                    "'Practitioner/1' => ' ' | FIELD_INVALID | context.userId",
                    "'prefetch': null => 'prefetch': 'x' | FIELD_INVALID | prefetch",
                    "'prefetch': null => 'fhirServer': 'https://ehr.example/r4#x' | FIELD_INVALID | fhirServer",
                    "'prefetch': null => 'fhirServer': '/r4' | FIELD_INVALID | fhirServer",
                    "'prefetch': null => 'fhirServer': 5 | FIELD_INVALID | fhirServer",
                    "'userId': 'Practitioner/1', => | FIELD_MISSING | context.userId",
                    "'Practitioner/1' => '' | FIELD_INVALID | context.userId",
                    "'patientId': 'p1' => 'patientId': 'p1', 'encounterId': '../x' | FIELD_INVALID | context.encounterId",
                    "'prefetch': null => 'prefetch': [] | FIELD_INVALID | prefetch",
                    "'prefetch': null => 'fhirServer': 'http://ehr.example/r4' | FIELD_INVALID | fhirServer",
                    "'prefetch': null => 'fhirServer': 'https://u@ehr.example/r4' | FIELD_INVALID | fhirServer",
                    "'prefetch': null => 'fhirServer': 'https://ehr.example/r4?x=1' | FIELD_INVALID | fhirServer",
                    "'prefetch': null => 'fhirServer': 'httpsevil://ehr.example' | FIELD_INVALID | fhirServer",
                    "'prefetch': null => 'fhirServer': 'not a url' | FIELD_INVALID | fhirServer",
                    "'prefetch': null => 'fhirAuthorization': {} | FIELD_MISSING | fhirServer",
                })
        void names(String change, Problem problem, String member) {
            String[] fromTo = change.replace('\'', '"').split(" => ?", 2);
            InvalidCall refusal = refusal(Calls.body("null").replace(fromTo[0].strip(), fromTo[1].strip()));

            assertThat(refusal.problem()).isEqualTo(problem);
            assertThat(refusal.expression()).containsExactly(member);
            assertThat(refusal.sentence()).contains(member.equals("hook") ? "hook" : member);
        }

        @ParameterizedTest(name = "AC-20 without {0}")
        @ValueSource(strings = {"access_token", "token_type", "expires_in", "scope", "subject"})
        void namesWhatAnAuthorizationLacks(String member) {
            InvalidCall refusal = refusal(authorized(AUTHORIZATION.replace("'" + member + "'", "'other'")));

            assertThat(refusal.expression()).containsExactly("fhirAuthorization." + member);
            assertThat(refusal.sentence()).doesNotContain("secret-token");
        }

        @ParameterizedTest(name = "R6 refuses {0} as {1}")
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '~',
                value = {
                    "'token_type': 'Bearer' | 'token_type': 'mac' | token_type",
                    "'access_token': 'secret-token' | 'access_token': 5 | access_token",
                    "'expires_in': 300 | 'expires_in': '300' | expires_in",
                    "'expires_in': 300 | 'expires_in': 0.5 | expires_in",
                    "'subject': 'y' | 'subject': {} | subject"
                })
        void r6RefusesAnotherForm(String good, String bad, String member) {
            InvalidCall refusal = refusal(authorized(AUTHORIZATION.replace(good, bad)));

            assertThat(refusal.problem()).isEqualTo(Problem.FIELD_INVALID);
            assertThat(refusal.expression()).containsExactly("fhirAuthorization." + member);
        }

        @Test
        void r4aRefusesAnIdOf256() {
            String body = Calls.body("null").replace("\"p1\"", '"' + "x".repeat(256) + '"');

            assertThat(refusal(body).expression()).containsExactly("context.patientId");
        }

        @Test
        void k14RefusesAnAuthorizationForAnotherPatient() {
            InvalidCall refusal = refusal(authorized(AUTHORIZATION.replace("}", ", 'patient': 'p2'}")));

            assertThat(refusal.problem()).isEqualTo(Problem.PATIENT_MISMATCH);
        }

        @Test
        void encounterHooksNeedTheirEncounter() {
            String body = Calls.body("null").replace("patient-view", "encounter-start");
            InvalidCall refusal = catchThrowableOfType(
                    InvalidCall.class, () -> read(body, Calls.service("example-start", "encounter-start")));

            assertThat(refusal.expression()).containsExactly("context.encounterId");
        }
    }

    @Nested
    class Accepted {

        @Test
        void ignoresUnknownMembers() {
            HookCall call = read(Calls.body("null")
                    .replace("\"patientId\"", "\"more\": {\"x\": [1]}, \"patientId\"")
                    .replace("\"hook\"", "\"extra\": 1, \"hook\""));

            assertThat(call.patientId()).isEqualTo("p1");
            assertThat(call.fhirServer()).isEmpty();
        }

        @Test
        void keepsTheTextsOfTheExtension() {
            HookCall call = read(Calls.body("null")
                    .replace("\"prefetch\": null", "\"extension\": {\"com.example.a\": \"6\", \"com.example.b\": 6}"));

            assertThat(call.extension()).containsOnlyKeys("com.example.a");
        }

        @Test
        void takesACompleteAuthorization() {
            assertThat(read(authorized(AUTHORIZATION)).fhirServer()).contains("https://ehr.example/r4");
        }

        @Test
        void takesAHookInstanceThatIsNoUuid() {
            HookCall call = read(Calls.body("null").replace("d1577c69-dfbe-44ad-ba6d-3e05e953b2ea", "123"));

            assertThat(call.hookInstance()).isEqualTo("123");
        }

        @Test
        void g9IgnoresUnknownMembersOfTheAuthorization() {
            String more = AUTHORIZATION.replace("}", ", 'patient': 'p1', 'need_patient_banner': [true]}");

            assertThat(read(authorized(more)).patientId()).isEqualTo("p1");
        }

        @Test
        void r6TakesAnyScopeAndAnyCaseOfBearer() {
            String own = AUTHORIZATION
                    .replace("'x'", "'Patient.Read (R4) patient/Observation.rs'")
                    .replace("'Bearer'", "'bEARER'");

            assertThat(read(authorized(own)).fhirServer()).isPresent();
        }

        @ParameterizedTest(name = "R4a takes an id of {0}")
        @ValueSource(ints = {1, 64, 194, 255})
        void r4aTakesLongIds(int length) {
            String id = "eAb.-" + "9".repeat(250);
            String cut = id.substring(0, length);

            assertThat(read(Calls.body("null").replace("\"p1\"", '"' + cut + '"'))
                            .patientId())
                    .isEqualTo(cut);
        }

        @ParameterizedTest(name = "R4b takes the user {0}")
        @ValueSource(strings = {"PractitionerRole/abc", "Practitioner/1", "Patient/p1", "RelatedPerson/7", "jdoe"})
        void r4bTakesAnyUser(String user) {
            assertThat(read(Calls.body("null").replace("Practitioner/1", user)).userId())
                    .isEqualTo(user);
        }

        @Test
        void r5TakesPlainHttpWhereADeveloperSwitchedItOn() {
            String body =
                    Calls.body("null").replace("\"prefetch\": null", "\"fhirServer\": \"http://localhost:8080/fhir/\"");
            HookCall call = new HookCallReader(FhirServerRule.HTTP_TOO)
                    .read(Calls.bytes(body), ExampleTenants.caller(), Calls.service(), List.of())
                    .call();

            assertThat(call.fhirServer()).contains("http://localhost:8080/fhir");
        }

        @ParameterizedTest(name = "R7 passes over the extension {0}")
        @ValueSource(strings = {"null", "[]", "'x'", "7", "true", "{'com.example': {'deep': [1]}}"})
        void r7PassesOverWhatIsNoTextOfAnExtension(String extension) {
            HookCall call = read(
                    Calls.body("null").replace("\"prefetch\": null", "\"extension\": " + extension.replace('\'', '"')));

            assertThat(call.extension()).isEmpty();
        }

        @Test
        void r12PassesOverResourcesOfTheContextInAnyShape() {
            for (String drafts : List.of("{}", "[]", "null", "'x'", "{'resourceType': 'Bundle', 'entry': [7, null]}")) {
                String body = Calls.body("null")
                        .replace(
                                "\"patientId\"",
                                ("'draftOrders': " + drafts + ", 'conditions': " + drafts + ", 'selections': 'x', ")
                                                .replace('\'', '"')
                                        + "\"patientId\"");

                assertThat(read(body).patientId()).isEqualTo("p1");
            }
        }

        @ParameterizedTest(name = "H2 H3 {0} takes its encounter")
        @ValueSource(strings = {"encounter-start", "encounter-discharge"})
        void h2TakesTheEncounter(String hook) {
            String body = Calls.body("null")
                    .replace("patient-view", hook)
                    .replace("\"patientId\"", "\"encounterId\": \"e1\", \"patientId\"");

            assertThat(read(body, Calls.service("example-" + hook, hook)).encounterId())
                    .contains("e1");
        }

        @Test
        void h1AViewNeedsNoEncounterAndTakesOne() {
            assertThat(read(Calls.body("null")).encounterId()).isEmpty();
            assertThat(read(Calls.body("null").replace("\"patientId\"", "\"encounterId\": \"e1\", \"patientId\""))
                            .encounterId())
                    .contains("e1");
        }

        @Test
        void readsAcceptLanguageInOrder() {
            assertThat(AcceptedLanguages.of("en;q=0.5, es-MX, *;q=0.1, fr;q=0"))
                    .containsExactly(Locale.forLanguageTag("es-MX"), Locale.ENGLISH);
            assertThat(AcceptedLanguages.of(";;;===")).isEmpty();
            assertThat(AcceptedLanguages.of(null)).isEmpty();
        }
    }

    private static String authorized(String authorization) {
        return Calls.body("null")
                .replace(
                        "\"prefetch\": null",
                        "\"fhirServer\": \"https://ehr.example/r4/\", \"fhirAuthorization\": "
                                + authorization.replace('\'', '"'));
    }

    private HookCall read(String body) {
        return read(body, Calls.service());
    }

    private HookCall read(String body, ServiceDefinition service) {
        return reader.read(Calls.bytes(body), ExampleTenants.caller(), service, List.of())
                .call();
    }

    private InvalidCall refusal(String body) {
        return refusal(Calls.bytes(body));
    }

    private InvalidCall refusal(byte[] body) {
        InvalidCall refusal = catchThrowableOfType(
                InvalidCall.class, () -> reader.read(body, ExampleTenants.caller(), Calls.service(), List.of()));
        assertThat(refusal).as("refusal").isNotNull();
        return refusal;
    }
}
