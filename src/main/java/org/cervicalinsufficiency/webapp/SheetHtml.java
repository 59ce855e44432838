package org.cervicalinsufficiency.webapp;

import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Document;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * A leaflet's Markdown as HTML. HTML in it is shown as text, links lead to web pages or mail only, pictures are left out,
 * and no heading stands beside the page's own.
 *
 * @param emergency the block quote with which the text begins; empty if it begins otherwise
 * @param text what follows
 */
record SheetHtml(String emergency, String text) {

    private static final Parser PARSER = Parser.builder().build();
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .escapeHtml(true)
            .sanitizeUrls(true)
            .softbreak(" ")
            .build();
    private static final int FIRST_LEVEL = 2;

    static SheetHtml of(String markdown) {
        Node document = PARSER.parse(markdown);
        document.accept(new Tidy());
        Node first = document.getFirstChild();
        if (first instanceof BlockQuote quote) {
            Document line = new Document();
            Node child = quote.getFirstChild();
            while (child != null) {
                Node next = child.getNext();
                line.appendChild(child);
                child = next;
            }
            quote.unlink();
            return new SheetHtml(RENDERER.render(line), RENDERER.render(document));
        }
        return new SheetHtml("", RENDERER.render(document));
    }

    private static final class Tidy extends AbstractVisitor {

        @Override
        public void visit(Heading heading) {
            heading.setLevel(Math.max(FIRST_LEVEL, heading.getLevel()));
            visitChildren(heading);
        }

        @Override
        public void visit(Image image) {
            image.unlink();
        }
    }
}
