package org.cervicalinsufficiency.fhirserver;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The other types that a search looks at: its hits tell something about them, even if none of them is in the answer. */
final class SearchReach {

    private static final String PATIENT = "patient";
    private static final Pattern CHAIN = Pattern.compile("(?<name>[A-Za-z_-]+)(?::(?<type>[A-Z][A-Za-z]+))?");
    private static final Pattern HAS = Pattern.compile("_has:(?<type>[A-Z][A-Za-z]+):(?<name>[A-Za-z_-]+):(?<rest>.+)");

    private SearchReach() {}

    /** A chain that does not say which type it goes to, or a query that cannot be read. */
    static final class Untyped extends Exception {

        private static final long serialVersionUID = 1L;

        Untyped() {
            super("a chain without a type", null, false, false);
        }
    }

    /**
     * The types behind the chains and reverse chains of a query.
     *
     * @param query what stands behind the question mark, encoded
     */
    static Set<String> of(String query) throws Untyped {
        List<String> names = new ArrayList<>();
        for (String part : query.split("&")) {
            String[] pair = part.split("=", 2);
            names.add(decoded(pair[0]));
            if (pair.length == 2 && decoded(pair[0]).equals("_sort")) {
                Stream.of(decoded(pair[1]).split(","))
                        .map(sort -> sort.replaceFirst("^-", ""))
                        .forEach(names::add);
            }
        }
        return ofNames(names);
    }

    /** The same for the names of parameters, and what {@code _sort} sorts by. */
    static Set<String> ofNames(List<String> names) throws Untyped {
        Set<String> types = new TreeSet<>();
        for (String name : names) {
            collect(name, types);
        }
        return types;
    }

    private static void collect(String name, Set<String> types) throws Untyped {
        Matcher has = HAS.matcher(name);
        if (has.matches()) {
            types.add(has.group("type"));
            collect(has.group("rest"), types);
            return;
        }
        if (name.startsWith("_has")) {
            throw new Untyped();
        }
        String[] links = name.split("\\.");
        for (int index = 0; index < links.length - 1; index++) {
            Matcher link = CHAIN.matcher(links[index]);
            if (!link.matches()
                    || (link.group("type") == null && !link.group("name").equals(PATIENT))) {
                throw new Untyped();
            }
            types.add(link.group("type") == null ? "Patient" : link.group("type"));
        }
    }

    private static String decoded(String text) throws Untyped {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            throw new Untyped();
        }
    }
}
