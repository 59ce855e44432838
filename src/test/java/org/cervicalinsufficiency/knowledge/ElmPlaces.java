package org.cervicalinsufficiency.knowledge;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.hl7.elm.r1.Element;
import org.hl7.elm.r1.Expression;
import org.jspecify.annotations.Nullable;

/** Walks compiled CQL and shows every place where an expression stands, so that a test can put another one there. */
final class ElmPlaces {

    private final BiConsumer<Object, Place> visitor;
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private ElmPlaces(BiConsumer<Object, Place> visitor) {
        this.visitor = visitor;
    }

    /**
     * Where an expression stands.
     *
     * @param role the name of the field of the node above
     * @param located the nearest node, from the expression upwards, that knows where it stands in the text
     */
    record Place(Expression expression, String role, Element located, Setter setter) {
        void put(Expression other) {
            setter.put(other);
        }
    }

    /** Puts an expression into its place. */
    @FunctionalInterface
    interface Setter {
        void put(Expression expression);
    }

    /** Calls the visitor with the node above and the place, for every expression below a node, outermost first. */
    static void below(Element root, BiConsumer<Object, Place> visitor) {
        new ElmPlaces(visitor).walk(root, root);
    }

    private void walk(Object node, Element located) {
        if (!seen.add(node)) {
            return;
        }
        for (Class<?> type = node.getClass(); type != null && isElm(type); type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    walkField(node, field, located);
                }
            }
        }
    }

    private void walkField(Object node, Field field, Element located) {
        Object value = value(field, node);
        if (value instanceof List<?> list) {
            for (int index = 0; index < list.size(); index++) {
                int at = index;
                visit(node, list.get(index), field.getName(), located, other -> put(list, at, other));
            }
        } else {
            visit(node, value, field.getName(), located, other -> put(field, node, other));
        }
    }

    private void visit(Object above, @Nullable Object child, String role, Element located, Setter setter) {
        if (child == null || !isElm(child.getClass())) {
            return;
        }
        Element nearest = child instanceof Element element && element.getLocator() != null ? element : located;
        if (child instanceof Expression expression) {
            visitor.accept(above, new Place(expression, role, nearest, setter));
        }
        walk(child, nearest);
    }

    private static boolean isElm(Class<?> type) {
        return type.getName().startsWith("org.hl7.elm.r1.");
    }

    private static @Nullable Object value(Field field, Object node) {
        try {
            field.setAccessible(true);
            Object value = field.get(node);
            return value instanceof java.util.Collection<?> && !(value instanceof List) ? new ArrayList<>() : value;
        } catch (IllegalAccessException closed) {
            throw new IllegalStateException(closed);
        }
    }

    private static void put(Field field, Object node, Expression expression) {
        try {
            field.set(node, expression);
        } catch (IllegalAccessException closed) {
            throw new IllegalStateException(closed);
        }
    }

    @SuppressWarnings("unchecked")
    private static void put(List<?> list, int index, Expression expression) {
        ((List<Object>) list).set(index, expression);
    }
}
