package org.cervicalinsufficiency;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Three registered EHRs and an authorization server: writes their file below {@code target/} before the server starts. */
public final class SecureTenants implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /** The configured address of the server, which tokens are for; nothing listens there. */
    public static final String BASE = "https://cds.example";

    /** {@code iss} of client alpha of tenant alpha: ES384, all services, fhir base https://ehr.example/fhir. */
    public static final String ALPHA_ISSUER = "https://ehr.example/iss";
    /** {@code iss} of client beta of tenant beta: ES384, entitled to patient-view only. */
    public static final String BETA_ISSUER = "https://beta.example/iss";
    /** {@code iss} of client epicish of tenant epicish: RS384, 900 s, a subject. */
    public static final String EPICISH_ISSUER = "https://epic.example/api/FHIR/R4";
    /** {@code sub} that tokens of epicish must carry. */
    public static final String EPICISH_SUBJECT = "0f8e9c1e-our-client-id";
    /** An {@code aud} that the site of epicish typed in by hand. */
    public static final String EPICISH_AUDIENCE = "https://cds.example/typed-by-hand";
    /** {@code iss} of the authorization server of {@code /fhir}. */
    public static final String SERVER_ISSUER = "https://auth.example";

    /** Client id of tenant alpha's app with the role integrator; the other roles and tenants follow the same pattern. */
    public static final String ALPHA_INTEGRATOR = "alpha-integrator";

    /** Hosts that links of alpha's cards may point to. */
    public static final Set<String> LINK_HOSTS =
            Set.of("forms.example", "www.nice.org.uk", "doi.org", "pubmed.ncbi.nlm.nih.gov");

    /** A browser origin that tenant alpha lists. */
    public static final String ALPHA_ORIGIN = "https://ehr.example";
    /** A browser origin that tenant beta lists. */
    public static final String BETA_ORIGIN = "https://beta.example";

    /** Port of a stub EHR that a test may start: {@code http://127.0.0.1:<port>/fhir} is a base of tenant alpha. */
    public static final int STUB_EHR_PORT = freePort();

    /** Port of a second stub EHR, a base of tenant beta. */
    public static final int SECOND_STUB_EHR_PORT = freePort();

    private static final String APPS = """
                apps:
                  - {name: %1$s-integrator, client-id: %1$s-integrator, roles: [integrator]}
                  - {name: %1$s-author, client-id: %1$s-author, roles: [author]}
                  - {name: %1$s-auditor, client-id: %1$s-auditor, roles: [auditor]}
                  - {name: %1$s-operator, client-id: %1$s-operator, roles: [operator]}
            """;

    /** Base address of the stub EHR of tenant alpha. */
    public static String stubEhr() {
        return "http://127.0.0.1:" + STUB_EHR_PORT + "/fhir";
    }

    /** Base address of the stub EHR of tenant beta. */
    public static String secondStubEhr() {
        return "http://127.0.0.1:" + SECOND_STUB_EHR_PORT + "/fhir";
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Path file = write();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("secure tenants", Map.of("screening.tenants-file", file.toString())));
    }

    private static Path write() {
        try {
            Path directory = Files.createDirectories(Path.of("target/it/tenants"));
            return Files.writeString(directory.resolve(UUID.randomUUID() + ".yaml"), yaml());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The file. */
    public static String yaml() {
        return "tenants:\n" + alpha() + beta() + epicish()
                + """
                authorization-server:
                  issuer: %s
                  token-endpoint: https://auth.example/token
                  algorithms: [ES384]
                  jwks: %s
                """.formatted(SERVER_ISSUER, TestKeys.jwks(TestKeys.SERVER));
    }

    private static String alpha() {
        return """
                  - id: alpha
                    name: Alpha
                    profile: us
                    language: en
                    form-url: https://forms.example/screening
                    link-hosts: [forms.example, www.nice.org.uk, doi.org, pubmed.ncbi.nlm.nih.gov]
                    fhir-bases: [https://ehr.example/fhir, "%s"]
                    private-networks: [127.0.0.0/8]
                    origins: [%s]
                    clients:
                      - name: alpha
                        issuer: %s
                        algorithms: [ES384]
                        tenant-claims: [alpha-site]
                        jwks: %s
                """.formatted(stubEhr(), ALPHA_ORIGIN, ALPHA_ISSUER, TestKeys.jwks(TestKeys.ALPHA))
                .concat(APPS.formatted("alpha"));
    }

    private static String beta() {
        return """
                  - id: beta
                    name: Beta
                    fhir-bases: [https://beta.example/fhir, "%s"]
                    private-networks: [127.0.0.0/8]
                    origins: [%s]
                    clients:
                      - name: beta
                        issuer: %s
                        algorithms: [ES384]
                        services: [cervical-insufficiency-patient-view]
                        jwks: %s
                """.formatted(secondStubEhr(), BETA_ORIGIN, BETA_ISSUER, TestKeys.jwks(TestKeys.BETA))
                .concat(APPS.formatted("beta"));
    }

    private static String epicish() {
        return """
                  - id: epicish
                    name: Epicish
                    form-url: https://forms.example/screening
                    link-hosts: [forms.example, www.nice.org.uk, doi.org, pubmed.ncbi.nlm.nih.gov]
                    fhir-bases: [%s]
                    clients:
                      - name: epicish
                        issuer: %s
                        algorithms: [RS384]
                        max-lifetime: 900s
                        subject: %s
                        audiences: [%s]
                        jwks: %s
                """.formatted(
                        EPICISH_ISSUER,
                        EPICISH_ISSUER,
                        EPICISH_SUBJECT,
                        EPICISH_AUDIENCE,
                        TestKeys.jwks(TestKeys.EPICISH))
                .concat(APPS.formatted("epicish"));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
