package org.cervicalinsufficiency.vignettes;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/** A text as a client of GitHub's Markdown shows it: tables, strike-through and addresses that become links. */
record RenderedMarkdown(List<Node> nodes) {

    private static final Parser PARSER = Parser.builder()
            .extensions(List.of(TablesExtension.create(), AutolinkExtension.create(), StrikethroughExtension.create()))
            .build();

    /** GitHub makes links of these too; the extension does not. */
    private static final Pattern WWW = Pattern.compile("www\\.[a-z0-9]", Pattern.CASE_INSENSITIVE);

    static RenderedMarkdown of(String markdown) {
        List<Node> nodes = new ArrayList<>();
        collect(PARSER.parse(markdown), nodes);
        return new RenderedMarkdown(nodes);
    }

    private static void collect(Node node, List<Node> into) {
        into.add(node);
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            collect(child, into);
        }
    }

    /** The kinds of nodes, in the order they come. */
    List<String> kinds() {
        return nodes.stream()
                .map(node -> node instanceof Text text
                                && WWW.matcher(text.getLiteral()).find()
                        ? "Address"
                        : node.getClass().getSimpleName())
                .toList();
    }

    /** Kinds that are none of these. */
    List<String> kindsBeside(Set<String> expected) {
        return kinds().stream().filter(kind -> !expected.contains(kind)).toList();
    }

    /** Where links and pictures lead to. */
    List<String> targets() {
        return nodes.stream()
                .filter(node -> node instanceof Link || node instanceof Image)
                .map(node -> node instanceof Link link ? link.getDestination() : ((Image) node).getDestination())
                .toList();
    }

    /** What is read. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (Node node : nodes) {
            if (node instanceof Text part) {
                text.append(part.getLiteral());
            } else if (node instanceof SoftLineBreak) {
                text.append('\n');
            }
        }
        return text.toString();
    }
}
