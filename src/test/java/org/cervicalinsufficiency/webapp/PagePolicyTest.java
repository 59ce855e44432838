package org.cervicalinsufficiency.webapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.ModelAndView;

/** What a page may load and who may frame it. */
class PagePolicyTest {

    @Test
    void allowsThisServerOnly() {
        assertThat(policy(List.of(), Map.of()))
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self'; ")
                .contains("connect-src 'self'; ")
                .endsWith("frame-ancestors 'none'")
                .doesNotContain("unsafe");
    }

    @Test
    void widensForAPageThatAsks() {
        assertThat(policy(
                        List.of("https://ehr.example"),
                        Map.of("ownStyles", true, "calls", List.of("https://fhir.example"))))
                .contains("script-src 'self'; style-src 'self' 'unsafe-inline'; ")
                .contains("connect-src 'self' https://fhir.example; ")
                .endsWith("frame-ancestors https://ehr.example");
    }

    @Test
    void refusesWhatIsNoOrigin() {
        for (String wrong : List.of("*", "https://ehr.example/", "ehr.example", "https://ehr.example; script-src *")) {
            assertThatIllegalArgumentException()
                    .as(wrong)
                    .isThrownBy(() -> new PageProperties(List.of(wrong)))
                    .withMessageContaining("screening.pages.frame-ancestors");
        }
    }

    private static String policy(List<String> frames, Map<String, Object> model) {
        MockHttpServletResponse response = new MockHttpServletResponse();
        new PagePolicy(frames)
                .postHandle(new MockHttpServletRequest(), response, new Object(), new ModelAndView("page", model));
        return Objects.requireNonNull(response.getHeader("Content-Security-Policy"));
    }
}
