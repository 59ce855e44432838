package org.cervicalinsufficiency.knowledge;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.hl7.elm.r1.ExpressionDef;
import org.hl7.elm.r1.Library;
import org.hl7.elm.r1.Literal;

/** Finds the numbers that stand in compiled CQL, so that a test can change one at a time. */
final class Literals {

    /**
     * A number in a define.
     *
     * @param library name of the library
     * @param define name of the define or function it stands in
     * @param literal the node of the ELM, which can be changed
     */
    record Number(String library, String define, Literal literal) {
        @Override
        public String toString() {
            return library + "." + define + ": " + literal.getValue() + " at " + literal.getLocator();
        }
    }

    private Literals() {}

    static List<Number> in(Library library) {
        List<Number> numbers = new ArrayList<>();
        for (ExpressionDef define : library.getStatements().getDef()) {
            for (Literal literal : literals(define)) {
                numbers.add(new Number(
                        String.valueOf(library.getIdentifier().getId()), String.valueOf(define.getName()), literal));
            }
        }
        return numbers;
    }

    private static List<Literal> literals(Object root) {
        List<Literal> found = new ArrayList<>();
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            Object node = open.pop();
            if (!seen.add(node)) {
                continue;
            }
            if (node instanceof Literal literal && isNumber(literal)) {
                found.add(literal);
            }
            children(node).forEach(open::push);
        }
        return found;
    }

    private static boolean isNumber(Literal literal) {
        String type = String.valueOf(literal.getValueType());
        return type.endsWith("Integer") || type.endsWith("Decimal");
    }

    private static List<Object> children(Object node) {
        List<Object> children = new ArrayList<>();
        if (node instanceof Collection<?> collection) {
            collection.forEach(child -> addNode(children, child));
            return children;
        }
        for (Class<?> type = node.getClass(); type != null && isElm(type); type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    addNode(children, value(field, node));
                }
            }
        }
        return children;
    }

    private static void addNode(List<Object> children, @org.jspecify.annotations.Nullable Object child) {
        if (child != null && (child instanceof Collection || isElm(child.getClass()))) {
            children.add(child);
        }
    }

    private static boolean isElm(Class<?> type) {
        return type.getName().startsWith("org.hl7.elm.r1.");
    }

    private static @org.jspecify.annotations.Nullable Object value(Field field, Object node) {
        try {
            field.setAccessible(true);
            return field.get(node);
        } catch (IllegalAccessException closed) {
            throw new IllegalStateException(closed);
        }
    }
}
