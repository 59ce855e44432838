package org.cervicalinsufficiency.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.TestTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** More of the kind of section 2: what follows from the same rules and is not in the list. */
@Acceptance
class FurtherRequestsIT {

    private static final String START = "/cds-services/cervical-insufficiency-encounter-start";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Bench bench;

    @Autowired
    FurtherRequestsIT(FhirHttp http) {
        this.bench = new Bench(http);
    }

    private static String code(Reply reply) {
        return reply.issue().at("/details/coding/0/code").asText();
    }

    private Reply typed(String type, byte[] body) {
        return bench.send(
                "POST",
                Bench.VIEW,
                BodyPublishers.ofByteArray(body),
                TestTokens.alpha(Bench.VIEW).sign(),
                type);
    }

    /** A call in which one member has another value; the path is that of a JSON pointer. */
    private static ObjectNode with(ObjectNode call, String pointer, String value) throws Exception {
        int last = pointer.lastIndexOf('/');
        ((ObjectNode) call.at(pointer.substring(0, last))).set(pointer.substring(last + 1), JSON.readTree(value));
        return call;
    }

    @ParameterizedTest(name = "R2 to R4b {0} = {1} is refused")
    @CsvSource(
            delimiter = '|',
            value = {
                "/hook|5",
                "/hook|null",
                "/hook|\"\"",
                "/hook|\"Patient-View\"",
                "/hook|\"patient-view \"",
                "/hookInstance|17",
                "/hookInstance|\"\"",
                "/hookInstance|null",
                "/context|[]",
                "/context|\"x\"",
                "/context|null",
                "/context/patientId|17",
                "/context/patientId|null",
                "/context/patientId|\"\"",
                "/context/patientId|\"Patient/1\"",
                "/context/patientId|\"..\"",
                "/context/patientId|\"a b\"",
                "/context/patientId|\"a/../b\"",
                "/context/patientId|\"a%2fb\"",
                "/context/patientId|\"a?b=c\"",
                "/context/patientId|\"\\u0430\"",
                "/context/patientId|[\"1\"]",
                "/context/userId|\"\"",
                "/context/userId|17",
                "/context/userId|null",
                "/context/encounterId|\"../x\"",
                "/context/encounterId|17",
                "/prefetch|[]",
                "/prefetch|\"x\"",
                "/prefetch|17",
                "/fhirServer|17",
                "/fhirServer|\"\"",
                "/fhirServer|\"ehr.example/fhir\"",
                "/fhirServer|\"ftp://ehr.example/fhir\"",
                "/fhirServer|\"https://user:secret@ehr.example/fhir\"",
                "/fhirServer|\"https://ehr.example/fhir?x=1\"",
                "/fhirServer|\"https://ehr.example/fhir#x\""
            })
    void refusesAMemberOfAnotherForm(String pointer, String value) throws Exception {
        Reply reply = bench.call(with(Bodies.full(), pointer, value));

        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        assertThat(reply.issue().at("/expression/0").asText())
                .isEqualTo(pointer.substring(1).replace('/', '.'));
        assertThat(code(reply)).isIn("cds-field-invalid", "cds-field-missing", "cds-hook-mismatch");
    }

    @ParameterizedTest(name = "R3 to R7 {0} = {1} is taken")
    @CsvSource(
            delimiter = '|',
            value = {
                "/hookInstance|\"not a uuid\"",
                "/hookInstance|\"D1577C69-DFBE-44AD-BA6D-3E05E953B2EA\"",
                "/context/userId|\"somebody\"",
                "/context/userId|\"PractitionerRole/a.b-c\"",
                "/context/userId|\"Patient/1\"",
                "/context/encounterId|null",
                "/extension|\"a text\"",
                "/extension|[]",
                "/extension|null",
                "/extension|{\"com.example.a\": {\"b\": [1, null, {}]}}",
                "/fhirAuthorization|null",
                "/fhirServer|null"
            })
    void takesAMemberOfAnotherForm(String pointer, String value) throws Exception {
        assertThat(bench.answered(with(Bodies.full(), pointer, value)).cards())
                .isEqualTo(bench.answered(Bodies.full()).cards());
    }

    @Test
    void takesALongIdButNoLongerOne() throws Exception {
        String id = "a".repeat(255);
        String usual = Bodies.patientId(Bodies.full());
        String longest = Bodies.full()
                .toString()
                .replace("Patient/" + usual + '"', "Patient/" + id + '"')
                .replace('"' + usual + '"', '"' + id + '"');

        Reply taken = bench.post(Bench.VIEW, longest);
        assertThat(taken.status()).as(taken.body()).isEqualTo(200);
        assertThat(bench.post(Bench.VIEW, longest.replace(id, id + "a")).status())
                .isEqualTo(400);
    }

    @ParameterizedTest(name = "R6 {0} = {1} gives {2}")
    @CsvSource({
        "expires_in,'\"300\"',400",
        "expires_in,1.5,400",
        "expires_in,null,400",
        "expires_in,0,200",
        "expires_in,-5,200",
        "token_type,'\"bearer\"',200",
        "token_type,'\"BEARER\"',200",
        "token_type,'\"MAC\"',400",
        "access_token,'\"\"',400",
        "access_token,17,400",
        "scope,'\"SOME API NAME\"',200",
        "scope,17,400",
        "subject,'\"\"',400",
        "patient,'\"somebody-else\"',400",
        "unknown,'{\"a\": null}',200"
    })
    void readsTheAuthorization(String member, String value, int status) throws Exception {
        ObjectNode call = Bodies.server("https://ehr.example/fhir", "opaque");
        call.set("prefetch", Bodies.full().get("prefetch"));

        Reply reply = bench.call(with(call, "/fhirAuthorization/" + member, value));

        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.body()).doesNotContain("opaque");
        if (member.equals("patient")) {
            assertThat(code(reply)).isEqualTo("cds-patient-mismatch");
        }
    }

    @Test
    void takesNoEncounterAtPatientViewAndAsksForItWhereTheHookHasOne() throws Exception {
        ObjectNode view = Bodies.full();
        ((ObjectNode) view.get("context")).remove("encounterId");
        assertThat(bench.answered(view).topics()).isNotEmpty();

        ObjectNode start = view.deepCopy().put("hook", "encounter-start");
        Reply reply = bench.post(START, start.toString());
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.issue().at("/expression/0").asText()).isEqualTo("context.encounterId");
        assertThat(code(bench.post(START, Bodies.full().toString()))).isEqualTo("cds-hook-mismatch");
    }

    static Stream<String> notRead() {
        String full = Bodies.full().toString();
        return Stream.of(
                full.replaceFirst("\\{", "{\"hook\": \"patient-view\", "),
                full.replace("\"conditions\":", "\"conditions\": null, \"conditions\":"),
                full.replaceFirst("\\{", "{\"deep\": {\"a\": 1, \"a\": 2}, "),
                full.replaceFirst("\\{", "{/* a comment */ "),
                full.replaceFirst("\\{", "{'quoted': 1, "),
                full.replaceFirst("\\{", "{\"not a number\": NaN, "),
                full.replaceFirst("\\{", "{\"plus\": +1, "),
                full.replaceFirst("\\{", "{\"zero\": 01, "),
                full.replaceFirst("\\{", "{\"half\": \"\\\\ud800\", "),
                full.substring(0, full.length() - 1) + ",}",
                full + "{}",
                full.replaceFirst("\\{", "{\"deep\": " + "[".repeat(70) + "]".repeat(70) + ", "),
                full.replaceFirst("\\{", "{\"long\": 1" + "0".repeat(2000) + ", "),
                full.replaceFirst("\\{", "{\"" + "n".repeat(2000) + "\": 1, "),
                full.replaceFirst("\\{", "{\"long\": \"" + "x".repeat(1024 * 1024 + 1) + "\", "),
                "null",
                "17",
                " ");
    }

    @ParameterizedTest(name = "G8, L6, L7 case {index}")
    @MethodSource("notRead")
    void readsStrictJsonOnly(String body) {
        Reply reply = bench.post(Bench.VIEW, body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.issue().path("code").asText()).isEqualTo("structure");
    }

    @Test
    void g7ReadsUtf8Only() {
        byte[] full = Bodies.full().toString().getBytes(StandardCharsets.UTF_8);
        byte[] marked = ("\uFEFF" + Bodies.full()).getBytes(StandardCharsets.UTF_8);
        byte[] broken = Bodies.full().put("x", "\u00e9").toString().getBytes(StandardCharsets.ISO_8859_1);

        for (String type : List.of(
                "application/json",
                "application/json;charset=utf-8",
                "Application/JSON; charset=\"UTF-8\"",
                "application/json; profile=x",
                "application/fhir+json")) {
            assertThat(typed(type, full).status()).as(type).isEqualTo(200);
        }
        assertThat(typed("application/json", marked).status()).isEqualTo(200);
        assertThat(typed("application/json", broken).status()).isEqualTo(400);
        for (String type : List.of(
                "application/json; charset=iso-8859-1",
                "text/json",
                "application/x-www-form-urlencoded",
                "application/fhir+xml",
                "json",
                "*/*")) {
            assertThat(typed(type, full).status()).as(type).isEqualTo(415);
        }
    }

    @ParameterizedTest(name = "L5 {0}")
    @ValueSource(strings = {"gzip", "deflate", "br", "identity, gzip"})
    void l5TakesNothingCompressed(String encoding) {
        Reply reply = bench.send(
                "POST",
                Bench.VIEW,
                BodyPublishers.ofString(Bodies.full().toString()),
                TestTokens.alpha(Bench.VIEW).sign(),
                "application/json",
                "Content-Encoding",
                encoding);

        assertThat(reply.status()).isEqualTo(415);
    }

    @Test
    void prefetchMayBeEmptyOrNullButIsThenNotThere() throws Exception {
        for (String nothing : List.of("{}", "null")) {
            Reply reply = bench.call(with(Bodies.full(), "/prefetch", nothing));
            assertThat(reply.status()).isEqualTo(412);
            assertThat(reply.issue().path("diagnostics").asText()).contains(Bodies.ESSENTIAL_KEYS);
        }
        ObjectNode nulls = Bodies.full();
        Bodies.SEARCH_KEYS.forEach(key -> Bodies.prefetch(nulls).set(key, JsonNodeFactory.instance.nullNode()));
        assertThat(bench.answered(nulls).status()).isEqualTo(200);
        Bodies.prefetch(nulls).set("patient", JsonNodeFactory.instance.nullNode());
        assertThat(bench.call(nulls).status()).isEqualTo(412);
    }

    @Test
    void k14AnotherPatientIsNeverACard() throws Exception {
        Reply other = bench.call(with(
                Bodies.full(),
                "/prefetch/patient",
                Bodies.prefetch(Bodies.other()).get("patient").toString()));

        assertThat(other.status()).isEqualTo(400);
        assertThat(code(other)).isEqualTo("cds-patient-mismatch");
    }

    @Test
    void l9RefusesMoreEntriesThanARecordHas() {
        ObjectNode call = Bodies.full();
        for (int i = 0; i < 501; i++) {
            Bodies.entries(Bodies.prefetch(call).get("procedures"))
                    .addObject()
                    .putObject("resource")
                    .put("resourceType", "Procedure")
                    .put("id", "p" + i);
        }

        assertThat(bench.call(call).status()).isEqualTo(413);
    }
}
