package org.cervicalinsufficiency.screening;

import org.cervicalinsufficiency.tenant.DetailFormat;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.TextContentRenderer;

/** The Markdown of a card in the form that the EHR takes. HTML in it is shown as text, and links lead to the web only. */
final class DetailText {

    private static final Parser PARSER = Parser.builder().build();
    private static final HtmlRenderer HTML =
            HtmlRenderer.builder().escapeHtml(true).sanitizeUrls(true).build();
    private static final TextContentRenderer PLAIN =
            TextContentRenderer.builder().build();

    private DetailText() {}

    static String of(String markdown, DetailFormat format) {
        return switch (format) {
            case MARKDOWN -> markdown;
            case PLAIN -> plain(markdown);
            case HTML -> HTML.render(PARSER.parse(markdown));
        };
    }

    /** Block by block, so that they stay apart. */
    private static String plain(String markdown) {
        StringBuilder text = new StringBuilder();
        Node block = PARSER.parse(markdown).getFirstChild();
        while (block != null) {
            text.append(text.isEmpty() ? "" : "\n\n").append(PLAIN.render(block).strip());
            block = block.getNext();
        }
        return text.toString();
    }
}
