package org.cervicalinsufficiency.leaks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Finds secrets in a text, in one pass. */
final class LeakSearch {

    private static final Pattern JWT = Pattern.compile("eyJ[A-Za-z0-9_-]{10,}\\.");
    private static final int HEAD = 4;

    private final Map<String, List<Secret>> byHead = new HashMap<>();
    private final boolean[] begins = new boolean[Character.MAX_VALUE + 1];

    LeakSearch(Collection<Secret> secrets) {
        secrets.stream().filter(Secret::isDistinctive).forEach(secret -> {
            byHead.computeIfAbsent(secret.value().substring(0, HEAD), head -> new ArrayList<>())
                    .add(secret);
            begins[secret.value().charAt(0)] = true;
        });
    }

    /** What it found, as hints that do not repeat it. */
    Set<String> in(String text) {
        Set<String> found = new TreeSet<>();
        if (hasJwt(text)) {
            found.add(Secret.Kind.JWT.name());
        }
        for (int at = 0; at + HEAD <= text.length(); at++) {
            if (begins[text.charAt(at)]) {
                for (Secret secret : byHead.getOrDefault(text.substring(at, at + HEAD), List.of())) {
                    if (stands(secret, text, at)) {
                        found.add(secret.hint());
                    }
                }
            }
        }
        return found;
    }

    /** Whether a token in the form of a JWT, or its beginning, stands in a text. */
    static boolean hasJwt(String text) {
        return text.contains("eyJ") && JWT.matcher(text).find();
    }

    private static boolean stands(Secret secret, String text, int at) {
        int end = at + secret.value().length();
        return text.startsWith(secret.value(), at) && (!secret.isWord() || (isEdge(text, at - 1) && isEdge(text, end)));
    }

    private static boolean isEdge(String text, int at) {
        return at < 0 || at >= text.length() || !Character.isLetterOrDigit(text.charAt(at));
    }
}
