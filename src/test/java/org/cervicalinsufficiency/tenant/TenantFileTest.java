package org.cervicalinsufficiency.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cervicalinsufficiency.TestKeys;
import org.cervicalinsufficiency.outbound.AddressRule;
import org.cervicalinsufficiency.security.SigningKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every error in the file of registrations has its line, its field and its remedy, and all come at once. */
class TenantFileTest {

    private static final TenantRules DEVELOPMENT = rules(true);
    private static final TenantRules PRODUCTION = rules(false);

    private static final Map<String, String> KEYS = keys();

    @TempDir
    private Path folder;

    private static TenantRules rules(boolean development) {
        return new TenantRules(
                Set.of("us", "uk"),
                Set.of("en", "es"),
                Set.of("chart", "visit"),
                Set.of("patient", "conditions", "observations"),
                Set.of("Education", "Referral"),
                "us",
                "en",
                development,
                new SigningKeys());
    }

    private static Map<String, String> keys() {
        try {
            return Map.of(
                    "$GOOD", TestKeys.ec(Curve.P_384, "good").toPublicJWK().toJSONString(),
                    "$OTHER", TestKeys.ec(Curve.P_384, "other").toPublicJWK().toJSONString(),
                    "$P256", TestKeys.ec(Curve.P_256, "p256").toPublicJWK().toJSONString(),
                    "$P521", TestKeys.ec(Curve.P_521, "p521").toPublicJWK().toJSONString(),
                    "$PRIVATE", TestKeys.ec(Curve.P_384, "private").toJSONString(),
                    "$OCT",
                            new OctetSequenceKeyGenerator(256)
                                    .keyID("oct")
                                    .generate()
                                    .toJSONString(),
                    "$SHORT",
                            new RSAKeyGenerator(1024, true)
                                    .keyID("short")
                                    .generate()
                                    .toPublicJWK()
                                    .toJSONString(),
                    "$PUBLISHED",
                            "{\"kty\": \"EC\", \"crv\": \"P-384\", \"kid\": \"renamed\","
                                    + " \"x\": \"dw_JGR8nB2I6XveNxUOl2qk699ZPLM2nYI5STSdiEl9avAkrm3CkfYMbrrjr8laB\","
                                    + " \"y\": \"Sm3mLE-n1zYNla_aiE3cb3nZsL51RbC7ysw3q8aJLxGm-hx79RPMYpITDjp7kgzy\"}",
                    "$SANDBOX",
                            TestKeys.ec(Curve.P_384, "44823f3d-0b01-4a6c-a80e-b9d3e8a7226f")
                                    .toPublicJWK()
                                    .toJSONString());
        } catch (com.nimbusds.jose.JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static Stream<Arguments> broken() throws IOException {
        return cases("tenants/broken.txt").entrySet().stream()
                .map(entry -> Arguments.of(entry.getKey(), entry.getValue()[0], entry.getValue()[1]));
    }

    /** Name, then the file, then what is said about it. */
    private static Map<String, String[]> cases(String resource) throws IOException {
        Map<String, String[]> cases = new LinkedHashMap<>();
        try (InputStream in = TenantFileTest.class.getClassLoader().getResourceAsStream(resource)) {
            String text = new String(java.util.Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            for (String part : text.split("(?m)^### ")) {
                if (!part.isBlank() && !part.startsWith("#")) {
                    int name = part.indexOf('\n');
                    int said = part.indexOf("\n=>\n");
                    cases.put(part.substring(0, name), new String[] {
                        part.substring(name + 1, said + 1),
                        part.substring(said + 4).strip()
                    });
                }
            }
        }
        return cases;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void saysWhatIsWrong(String name, String yaml, String said) throws Exception {
        TenantRules rules = name.endsWith("in production") ? PRODUCTION : DEVELOPMENT;

        assertThatThrownBy(() -> file(yaml, rules).read())
                .isInstanceOf(InvalidTenantFile.class)
                .satisfies(thrown -> assertThat(String.valueOf(thrown.getMessage())
                                .replace(folder.resolve("t.yaml").toString(), "t.yaml"))
                        .isEqualTo(said));
    }

    private TenantFile file(String yaml, TenantRules rules) throws IOException {
        String written = yaml;
        for (Map.Entry<String, String> key : KEYS.entrySet()) {
            written = written.replace(key.getKey(), key.getValue());
        }
        return new TenantFile(Files.writeString(folder.resolve("t.yaml"), written), rules);
    }

    @Test
    void readsEverything() throws Exception {
        Tenants tenants = file("""
                        tenants:
                          - id: st-mary
                            name: St Mary
                            profile: uk
                            language: es-MX
                            fhir-bases: [https://ehr.example/fhir/]
                            private-networks: [10.1.0.0/16, "fd00::/8"]
                            clients:
                              - name: main
                                issuer: https://ehr.example/iss
                                jwks: {keys: [$GOOD]}
                                jku: [https://ehr.example/jwks.json]
                                algorithms: [ES384, RS384]
                                max-lifetime: 15m
                                subject: our-id
                                audiences: [typed by hand]
                                tenant-claims: [mary]
                                services: [chart]
                            apps:
                              - {name: writer, client-id: 4711, roles: [integrator, auditor]}
                            key-aliases: {patient: [Patient, "-patient"]}
                            form-url: https://forms.example/launch
                            link-hosts: [forms.example]
                            origins: [https://ehr.example, "http://localhost:4300"]
                            cards: {max: 5, suppress-for: 3d, off-for-triggers: {BestPractice: [Education]}}
                            phones: {emergency: "911"}
                            launch: {client-id: form, scopes: v1, authorization-origins: [https://login.example]}
                        authorization-server:
                          issuer: https://auth.example
                          token-endpoint: https://auth.example/token
                          jku: https://auth.example/jwks.json
                          algorithms: [RS384]
                        """, DEVELOPMENT).read();

        Tenant tenant = tenants.all().get(0);
        CdsClient client = tenant.clients().get(0);
        assertThat(tenant.name()).isEqualTo("St Mary");
        assertThat(tenant.ehr().fhirBases()).containsExactly(new FhirBase("https://ehr.example/fhir"));
        assertThat(tenant.ehr().privateNetworks()).containsExactly("10.1.0.0/16", "fd00::/8");
        assertThat(tenant.ehr().keyAliases()).containsEntry("patient", List.of("Patient", "-patient"));
        assertThat(client.jwks()).hasValueSatisfying(jwks -> assertThat(jwks).contains("\"kid\":\"good\""));
        assertThat(client.jku()).containsExactly("https://ehr.example/jwks.json");
        assertThat(client.algorithms()).containsExactly("ES384", "RS384");
        assertThat(client.maxLifetime()).isEqualTo(Duration.ofMinutes(15));
        assertThat(client.subject()).contains("our-id");
        assertThat(client.audiences()).containsExactly("typed by hand");
        assertThat(client.tenantClaims()).containsExactly("mary");
        assertThat(client.mayCall("chart")).isTrue();
        assertThat(client.mayCall("visit")).isFalse();
        assertThat(tenant.apps())
                .containsExactly(new BackendApp("writer", "4711", Set.of(Role.INTEGRATOR, Role.AUDITOR)));
        assertThat(tenant.cards().profile()).isEqualTo("uk");
        assertThat(tenant.cards().language()).isEqualTo("es-MX");
        assertThat(tenant.cards().max()).isEqualTo(5);
        assertThat(tenant.cards().suppressFor()).isEqualTo(Duration.ofDays(3));
        assertThat(tenant.cards().offForTriggers()).containsEntry("BestPractice", List.of("Education"));
        assertThat(tenant.cards().phones()).containsEntry("emergency", "911");
        assertThat(tenant.ehr().launch()).contains(new SmartLaunch("form", true, List.of("https://login.example")));
        assertThat(tenant.registered("https://ehr.example/fhir/")).contains(new FhirBase("https://ehr.example/fhir"));
        assertThat(tenant.registered("https://EHR.example/fhir"))
                .as("the same place, spelled otherwise")
                .isEmpty();
        assertThat(tenant.origins()).containsExactly("https://ehr.example", "http://localhost:4300");
        assertThat(tenants.authorizationServer().orElseThrow().jku()).contains("https://auth.example/jwks.json");
    }

    /** What passes when the file is read and fails at the first call would end every call. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.1.0.0/16",
                "10.1.2.3/16",
                "10.01.0.0/16",
                "0.0.0.0/0",
                "10.0.0.0/32",
                "10.0.0.0/33",
                "256.0.0.0/8",
                "10.0.0/8",
                "10.0.0.0",
                "10.0.0.0/",
                "fd00::/8",
                "fd00::1/8",
                "fd00::/129",
                "::/0",
                "::ffff:10.0.0.0/104",
                "::ffff:a00:0/104",
                "fd00:::/8",
                "fe80::1/128",
                "a.b.c.d/8",
                "/8",
                ":/8"
            })
    void takesTheNetworksThatOutboundCallsCanRead(String network) throws Exception {
        TenantFile file = file("tenants: [{id: a, private-networks: [\"" + network + "\"]}]", PRODUCTION);

        if (AddressRule.isRange(network)) {
            assertThat(file.read().all()).hasSize(1);
        } else {
            assertThatThrownBy(file::read).isInstanceOf(InvalidTenantFile.class);
        }
    }

    @Test
    void asksForTheLeastScopesInBothSpellings() {
        List<String> types = List.of("Observation", "Condition");

        assertThat(new SmartLaunch("form", false, List.of()).scope(types))
                .isEqualTo("launch openid fhirUser patient/Patient.r patient/Condition.rs patient/Observation.rs");
        assertThat(new SmartLaunch("form", true, List.of()).scope(types))
                .isEqualTo(
                        "launch openid fhirUser patient/Patient.read patient/Condition.read patient/Observation.read");
    }

    @Test
    void takesWhatIsUsualWhereNothingIsSaid() throws Exception {
        Tenant tenant = file("tenants: [{id: a}]", PRODUCTION).read().all().get(0);

        assertThat(tenant.name()).isEqualTo("a");
        assertThat(tenant.cards().profile()).isEqualTo("us");
        assertThat(tenant.cards().max()).isEqualTo(10);
        assertThat(tenant.cards().suggestions()).containsExactly("ServiceRequest");
        assertThat(tenant.clients()).isEmpty();
    }

    @Test
    void readsTheFormInWhichCardsAreTaken() throws Exception {
        Tenants tenants = file("""
                        tenants:
                          - id: a
                            language: es-MX
                            cards:
                              detail: html
                              silent: true
                              override-reasons:
                                - {code: "7", system: "urn:oid:1.2.3", display: Ahora no}
                                - code: later
                                  system: https://ehr.example/reasons
                                  display: {en: Later, es: Luego}
                          - id: b
                            cards: {detail: plain}
                        """, PRODUCTION).read();

        Presentation form = tenants.all().get(0).cards().presentation();
        assertThat(form.detail()).isEqualTo(DetailFormat.HTML);
        assertThat(form.silent()).isTrue();
        assertThat(form.reasons())
                .extracting(
                        SiteReason::system,
                        SiteReason::code,
                        reason -> reason.displayIn(Locale.forLanguageTag("es-MX")),
                        reason -> reason.displayIn(Locale.ENGLISH),
                        reason -> reason.displayIn(Locale.FRENCH))
                .containsExactly(
                        tuple("urn:oid:1.2.3", "7", "Ahora no", "Ahora no", "Ahora no"),
                        tuple("https://ehr.example/reasons", "later", "Luego", "Later", "Luego"));
        assertThat(form.offers("7")).isTrue();
        assertThat(form.offers("8")).isFalse();
        assertThat(tenants.all().get(1).cards().presentation())
                .isEqualTo(new Presentation(DetailFormat.PLAIN, List.of(), false));
    }

    @Test
    void takesNoMoreReasonsThanAnybodyReads() {
        String reasons = Stream.iterate(1, number -> number + 1)
                .limit(51)
                .map(number -> "{code: c" + number + ", system: \"urn:x:y\", display: x}")
                .collect(Collectors.joining(", "));

        assertThatThrownBy(() -> file("tenants: [{id: a, cards: {override-reasons: [" + reasons + "]}}]", PRODUCTION)
                        .read())
                .hasMessageContaining("tenants[0].cards.override-reasons: names too many reasons - write at most 50");
    }

    @Test
    void saysThatAFileIsNotThere() {
        assertThatThrownBy(() -> new TenantFile(folder.resolve("none.yaml"), PRODUCTION).read())
                .hasMessageEndingWith(
                        "none.yaml:1: the file: is not there - set screening.tenants-file to the file of registrations");
    }
}
