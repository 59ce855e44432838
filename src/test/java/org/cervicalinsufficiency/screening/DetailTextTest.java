package org.cervicalinsufficiency.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.cervicalinsufficiency.cdshooks.MarkdownText;
import org.cervicalinsufficiency.tenant.DetailFormat;

/** The same words in each form; only our own Markdown becomes markup. */
class DetailTextTest {

    private static final String OURS =
            "**Why**\n\n- %1$s: 8 mm\n- [more](https://example.org/a?b=1&c=2)\n\n%1$s\n\n## Next\n\n1. a %1$s";
    private static final Pattern TAG = Pattern.compile("<[^>]*>?");
    private static final int LIMIT = 200;

    /** Pieces of HTML and Markdown in any order, and texts of any signs. */
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.of(
                        "<",
                        ">",
                        "</",
                        "/>",
                        "\"",
                        "'",
                        "=",
                        "&",
                        "&lt;",
                        "&#60;",
                        "&#x3c;",
                        "b",
                        "img ",
                        "script",
                        " src=x ",
                        " onerror=alert(1) ",
                        "style=",
                        "javascript:",
                        "https://evil.example",
                        "www.a.b",
                        "[",
                        "](",
                        ")",
                        "!",
                        "\\",
                        "`",
                        "~~~",
                        "**",
                        "_",
                        "#",
                        "- ",
                        "1. ",
                        "\n",
                        "\n\n",
                        "\t",
                        "    ",
                        "|",
                        "<!--",
                        "-->",
                        "<![CDATA[",
                        "<?",
                        "\u202E",
                        "\u0000",
                        "\uD800",
                        "a@b.example")
                .list()
                .ofMinSize(1)
                .ofMaxSize(14)
                .map(list -> String.join("", list));
        Arbitrary<String> any =
                Arbitraries.strings().withCharRange(' ', '~').ofMinLength(1).ofMaxLength(40);
        return Arbitraries.oneOf(pieces, any);
    }

    private static String inCard(String text, DetailFormat format) {
        String escaped = MarkdownText.escape(text, LIMIT);
        return DetailText.of(OURS.formatted(escaped.isEmpty() ? "x" : escaped), format);
    }

    private static List<String> tags(String html) {
        return TAG.matcher(html).results().map(MatchResult::group).toList();
    }

    @Property(tries = 5_000)
    void m7NoTextMakesATagOrAnAttribute(@ForAll("texts") String text) {
        String html = inCard(text, DetailFormat.HTML);

        assertThat(tags(html)).isEqualTo(tags(inCard("x", DetailFormat.HTML)));
        assertThat(TAG.matcher(html).replaceAll("")).doesNotContain("<", ">", "\"");
    }

    @Property(tries = 2_000)
    void plainTextShowsATextAsItIs(@ForAll("texts") String text) {
        String shown = MarkdownText.plain(text, LIMIT);

        assertThat(DetailText.of("a " + MarkdownText.escape(text, LIMIT), DetailFormat.PLAIN))
                .isEqualTo(("a " + shown).strip());
    }

    @Example
    void markdownStaysAsItIs() {
        assertThat(DetailText.of("**a**  \n<b>", DetailFormat.MARKDOWN)).isEqualTo("**a**  \n<b>");
    }

    @Example
    void plainTextKeepsBlocksApartAndHasNoMarkup() {
        assertThat(DetailText.of("- do\n- this\n\n**Why**\n\n- a: 8 mm\n- b\n\n**Tier:** high", DetailFormat.PLAIN))
                .isEqualTo("- do\n- this\n\nWhy\n\n- a: 8 mm\n- b\n\nTier: high");
    }

    /** What an author might put into the artifacts; no card with such a link may go out. */
    @Example
    void m7ShowsRawHtmlAsTextAndLeadsToTheWebOnly() {
        assertThat(DetailText.of("a <b onclick=\"x\">c</b>\n\n<script>x</script>", DetailFormat.HTML))
                .doesNotContain("<b", "<script")
                .contains("&lt;b onclick=&quot;x&quot;&gt;");
        assertThat(DetailText.of("[a](javascript:alert(1))", DetailFormat.HTML)).doesNotContain("javascript");
    }
}
