package org.cervicalinsufficiency.webapp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SheetHtmlTest {

    @Test
    void takesTheEmergencyLineOutOfTheText() {
        SheetHtml html = SheetHtml.of("> **Call** now.\n\n## What\n\nText.");
        assertThat(html.emergency()).isEqualToIgnoringNewLines("<p><strong>Call</strong> now.</p>");
        assertThat(html.text()).isEqualToIgnoringNewLines("<h2>What</h2><p>Text.</p>");
    }

    @Test
    void hasNoEmergencyLineWhereTheTextBeginsOtherwise() {
        assertThat(SheetHtml.of("Text.\n\n> Later.").emergency()).isEmpty();
    }

    @Test
    void leavesTheFirstHeadingToThePage() {
        assertThat(SheetHtml.of("# One\n\n### Three").text()).contains("<h2>One</h2>", "<h3>Three</h3>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "a <img src=x onerror=alert(1)> b",
                "![x](https://evil.example/x.png)",
                "[x](javascript:alert(1))",
                "[x](data:text/html;base64,PHNjcmlwdD4=)",
                "> <iframe src=https://evil.example></iframe>",
                "<style>*{display:none}</style>"
            })
    void letsNothingActive(String markdown) {
        SheetHtml html = SheetHtml.of(markdown);
        assertThat(html.emergency() + html.text())
                .doesNotContain("<script", "<img", "<iframe", "<style")
                .doesNotContainPattern("href=\"(javascript|data)");
    }
}
