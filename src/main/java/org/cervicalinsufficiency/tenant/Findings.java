package org.cervicalinsufficiency.tenant;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.yaml.snakeyaml.nodes.Node;

/** Gathers what is wrong, so that the operator sees all of it at once. */
final class Findings {

    private final List<Finding> all = new ArrayList<>();

    /** Notes a problem at the place of a node. */
    void add(Node at, String field, String problem, String remedy) {
        all.add(new Finding(lineOf(at), field, problem, remedy));
    }

    /** What was found, in the order of the file. */
    List<Finding> inOrder() {
        return all.stream().sorted(Comparator.comparingInt(Finding::line)).toList();
    }

    static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
