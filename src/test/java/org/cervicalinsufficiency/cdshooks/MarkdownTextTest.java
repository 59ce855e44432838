package org.cervicalinsufficiency.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Text from outside never becomes markup. */
class MarkdownTextTest {

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '~',
            value = {
                "plain words → plain words",
                "<script>x</script> → \\<script\\>x\\</script\\>",
                "[a](b) → \\[a\\]\\(b\\)",
                "**b** _c_ `d` → \\*\\*b\\*\\* \\_c\\_ \\`d\\`",
                "# h → \\# h",
                "1. x → 1\\. x",
                "a|b~c → a\\|b\\~c",
                "http://x.org → http : //x\\.org",
                "www.x.org → www \\.x\\.org",
                "a@b.org → a @ b\\.org",
                "javascript:alert → javascript :alert",
                "a&amp;b → a\\&amp;b",
                "a\\b → a\\\\b",
            })
    void escapes(String raw, String expected) {
        assertThat(MarkdownText.escape(raw, 200)).isEqualTo(expected);
    }

    @Test
    void m2TakesOutWhatIsNotSeen() {
        assertThat(MarkdownText.escape("a\u202Eb\u200Bc\u2066d\u0000e\r\nf\u2028g\u00A0\u00A0h\uD800", 200))
                .isEqualTo("abcde f g h");
    }

    @Test
    void m4CutsBetweenCharacters() {
        assertThat(MarkdownText.plain("abcdef", 4)).isEqualTo("abc…");
        assertThat(MarkdownText.plain("ab\uD83D\uDE00\uD83D\uDE00", 4)).isEqualTo("ab…");
        assertThat(MarkdownText.plain("abe\u0301x\u0302y", 4)).isEqualTo("abé…");
    }

    @Test
    void m6NoGeneratedTextKeepsMarkup() {
        Random random = new Random(1);
        String alphabet = "ab<>[]()!*_`#|~&@:/.w\\\n\u202E -=+1";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder raw = new StringBuilder();
            random.ints(12, 0, alphabet.length()).forEach(at -> raw.append(alphabet.charAt(at)));
            String unescaped =
                    MarkdownText.escape(raw.toString(), 100).replaceAll("\\\\[\\\\`*_{}\\[\\]()<>#+\\-.!|~&=]", "x");
            assertThat(unescaped)
                    .doesNotContainPattern("[\\\\`*_\\[\\]()<>#!|~&\n\u202E]")
                    .doesNotContain("://");
        }
    }
}
