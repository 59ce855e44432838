package org.cervicalinsufficiency.leaks;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import org.cervicalinsufficiency.leaks.Secret.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class LeakSearchTest {

    private static final String CALL = """
            {"fhirAuthorization": {"access_token": "opaque-1234"},
             "prefetch": {"patient": {"resourceType": "Patient", "birthDate": "1996-03-05",
               "name": [{"family": "Quisenberry", "given": ["Ottoline", "Zo"]}],
               "identifier": [{"value": "MRN-0815-x"}], "telecom": [{"value": "555-0199-77"}]}},
             "feedback": [{"overrideReason": {"userComment": "her aunt told me"}}]}
            """;

    private static final String JWT = "eyJhbGciOiJFUzM4NCJ9.eyJpc3MiOiJ4In0.c2ln";

    private static final LeakSearch SEARCH = new LeakSearch(SentSecrets.of("Bearer test-author", CALL));

    @ParameterizedTest
    @CsvSource({
        "ACCESS_TOKEN, opaque-1234",
        "ACCESS_TOKEN, test-author",
        "BIRTH_DATE, 1996-03-05",
        "NAME, Quisenberry",
        "NAME, Ottoline",
        "IDENTIFIER, MRN-0815-x",
        "IDENTIFIER, 555-0199-77",
        "COMMENT, her aunt told me",
        "JWT, " + JWT
    })
    void findsEachKind(Kind kind, String planted) {
        for (String line : Set.of(planted, "a=" + planted + "; b", "{\"message\":\"Failed: " + planted + "\"}")) {
            assertThat(SEARCH.in(line)).singleElement().asString().startsWith(kind.name());
        }
    }

    @Test
    void doesNotRepeatWhatItFinds() {
        assertThat(SEARCH.in("her aunt told me of Quisenberry " + JWT).toString())
                .doesNotContain("told")
                .doesNotContain("berry")
                .doesNotContain("OiJFU");
    }

    @Test
    void findsNothingInWhatIsSomethingElse() {
        assertThat(SEARCH.in("Quisenberrys, 11996-03-05, Zo, her aunt, opaque, eyJ"))
                .isEmpty();
        assertThat(new LeakSearch(SentSecrets.of("Bearer opaque", "{")).in("opaque {"))
                .isEmpty();
    }

    @Test
    void aRefusalIsKeptWithAndWithoutWhatTheCallSaid(@TempDir Path folder) throws Exception {
        RecordingFilter filter = new RecordingFilter(SuiteRecord.at(folder.resolve("record")));
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/fhir/Patient");
        request.addHeader("Authorization", "Bearer " + JWT);
        request.setContent(CALL.getBytes(StandardCharsets.UTF_8));

        filter.doFilter(request, new MockHttpServletResponse(), new MockFilterChain() {
            @Override
            public void doFilter(ServletRequest heard, ServletResponse kept) throws IOException {
                assertThat(heard.getInputStream().readAllBytes()).hasSizeGreaterThan(100);
                ((HttpServletResponse) kept).setStatus(422);
                kept.getWriter().write("Quisenberry is not Hildegard");
            }
        });

        assertThat(SuiteRecord.read(folder.resolve("record"), SuiteRecord.SECRETS, Secret.class))
                .contains(new Secret(Kind.NAME, "Quisenberry"), new Secret(Kind.COMMENT, "her aunt told me"));
        assertThat(SuiteRecord.read(folder.resolve("record"), SuiteRecord.REFUSALS, SuiteRecord.Refusal.class))
                .singleElement()
                .satisfies(refusal -> {
                    assertThat(refusal.status()).isEqualTo(422);
                    assertThat(refusal.text()).endsWith("Quisenberry is not Hildegard");
                    assertThat(refusal.unsent()).endsWith("~ is not Hildegard");
                });
    }
}
