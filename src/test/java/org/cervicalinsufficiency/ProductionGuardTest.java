package org.cervicalinsufficiency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

/** The profile production must never run without what makes it safe. */
@ExtendWith(OutputCaptureExtension.class)
class ProductionGuardTest {

    @TempDir
    private Path folder;

    private Map<String, String> secure() throws IOException {
        String registrations = SecureTenants.yaml()
                .replaceAll(", \"http://127[^\"]+\"", "")
                .replaceAll("(?m)^ *private-networks:.*\n", "");
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("spring.datasource.url", "jdbc:postgresql://db.example/screening");
        settings.put("spring.datasource.username", "screening");
        settings.put("spring.datasource.password", "K7#long-and-of-this-site");
        settings.put(
                "screening.tenants-file",
                Files.writeString(folder.resolve("t.yaml"), registrations).toString());
        settings.put("screening.base-url", "https://cds.example");
        return settings;
    }

    private static void start(Map<String, String> settings, String... profiles) {
        String[] arguments = Stream.concat(
                        Stream.of("--spring.main.web-application-type=none"),
                        settings.entrySet().stream().map(entry -> "--" + entry.getKey() + "=" + entry.getValue()))
                .toArray(String[]::new);
        new SpringApplicationBuilder(Empty.class)
                .web(WebApplicationType.NONE)
                .profiles(profiles)
                .run(arguments)
                .close();
    }

    @Test
    void startsWhenNothingIsMissing() throws IOException {
        Map<String, String> settings = secure();

        assertThatCode(() -> start(settings, "production")).doesNotThrowAnyException();
    }

    @Test
    void refusesTheProfileOfTheAcceptanceSuite() throws IOException {
        Map<String, String> settings = secure();

        assertThatThrownBy(() -> start(settings, "acceptance", "production"))
                .isInstanceOf(InsecureProduction.class)
                .hasMessageContaining("spring.profiles.active has acceptance");
        assertThatThrownBy(() -> start(settings, "production", "acceptance"))
                .isInstanceOf(InsecureProduction.class)
                .hasMessageContaining("spring.profiles.active has acceptance")
                .hasMessageContaining("allow-private-addresses");
        assertThatCode(() -> start(settings, "acceptance")).doesNotThrowAnyException();
    }

    @Test
    void asksNothingOfOtherProfiles() {
        assertThatCode(() -> start(Map.of())).doesNotThrowAnyException();
    }

    @Test
    void saysEverythingThatIsMissingAtOnceAndWithoutAStackTrace(CapturedOutput output) {
        assertThatThrownBy(() -> start(Map.of("screening.sample-data", "true"), "production"))
                .isInstanceOf(InsecureProduction.class)
                .hasMessage(String.join(
                        "\n",
                        List.of(
                                "spring.datasource.url is no PostgreSQL database: set it to"
                                        + " jdbc:postgresql://HOST/DATABASE.",
                                "spring.datasource.password is not set: give the password of the database, best in the"
                                        + " environment as SPRING_DATASOURCE_PASSWORD.",
                                "screening.tenants-file is not set: register every EHR and the authorization server in a"
                                        + " file.",
                                "screening.base-url is not https: set it to the address that clients call, for example"
                                        + " https://cds.example.",
                                "screening.sample-data is a switch for development: remove it, or set it to false.")));
        assertThat(output).contains("does not start insecurely").doesNotContain("\tat ");
    }

    @ParameterizedTest(name = "refuses {0}={1}")
    @CsvSource({
        "screening.today,2026-06-15,stops the clock",
        "screening.sample-data,true,switch for development",
        "screening.hooks.allow-http-fhir-server,true,switch for development",
        "screening.hooks.evaluation-date-header,true,switch for development",
        "screening.outbound.allow-private-addresses,true,switch for development",
        "screening.artifacts.reset,true,switch for development",
        "screening.sample-data,TRUE,switch for development",
        "screening.sample-data,on,switch for development",
        "screening.sample-data,yes,switch for development",
        "screening.sample-data,1,switch for development",
        "screening.sample-data,perhaps,switch for development",
        "screening.sample-data,off,switch for development",
        "screening.sample-data,'',switch for development",
        "server.forward-headers-strategy,framework,from anybody's headers",
        "screening.hooks.allow-http-fhir-server,on,switch for development",
        "screening.outbound.allow-private-addresses,yes,switch for development",
        "screening.artifacts.reset,1,switch for development",
        "spring.h2.console.enabled,true,switch for development",
        "screening.base-url,http://cds.example,is not https",
        "spring.datasource.url,jdbc:h2:mem:x,no PostgreSQL",
        "spring.datasource.password,screening,everybody knows",
        "spring.datasource.password,ChangeMe,everybody knows",
        "screening.authoring.token-sha256,5db3fbae9c291c9eb9d14e6ec6ad93c39d74d225a04e5188b609f6acf967f221,role author",
        "screening.tenants-file,/nowhere.yaml,is not there"
    })
    void refusesEach(String setting, String value, String said) throws IOException {
        Map<String, String> settings = secure();
        settings.put(setting, value);

        assertThatThrownBy(() -> start(settings, "production"))
                .isInstanceOf(InsecureProduction.class)
                .hasMessageContaining(setting.endsWith("file") ? value : setting)
                .hasMessageContaining(said)
                .satisfies(thrown ->
                        assertThat(String.valueOf(thrown.getMessage()).lines()).hasSize(1));
    }

    @Test
    void refusesRegistrationsThatAdmitNobodyOrEverybody() throws IOException {
        Map<String, String> settings = secure();
        settings.put(
                "screening.tenants-file",
                Files.writeString(folder.resolve("empty.yaml"), "tenants: [{id: a}]")
                        .toString());

        assertThatThrownBy(() -> start(settings, "production"))
                .hasMessageContaining("registers no client")
                .hasMessageContaining("has no authorization-server");

        Files.writeString(folder.resolve("empty.yaml"), "tenants: [{id: a, fhir-bases: [http://127.0.0.1/fhir]}]");
        assertThatThrownBy(() -> start(settings, "production"))
                .hasMessageContaining("empty.yaml:1: tenants[0].fhir-bases: \"http://127.0.0.1/fhir\"");
    }

    /** An application of which only the refusal to start matters. */
    @Configuration(proxyBeanMethods = false)
    static class Empty {}
}
