package org.cervicalinsufficiency.security;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the scopes of an access token allow: system scopes of SMART App Launch 1 ({@code system/Patient.read}) and 2
 * ({@code system/Patient.rs}). A scope that is malformed, has a filter, or is meant for a person or a single patient gives
 * nothing, and takes nothing from the others.
 */
public final class Scopes {

    private static final int LONGEST = 8192;
    private static final String ALL_TYPES = "*";
    private static final Pattern SYSTEM =
            Pattern.compile("system/(?<type>[A-Z][A-Za-z]{1,63}|\\*)\\.(?<rights>read|write|\\*|[cruds]{1,5})");
    private static final Pattern IN_ORDER = Pattern.compile("c?r?u?d?s?");

    private static final Pattern OF_A_PERSON = Pattern.compile("(patient|user)/.*");

    private final Map<String, Set<Right>> byType;
    private final boolean ofAPerson;

    private Scopes(Map<String, Set<Right>> byType, boolean ofAPerson) {
        this.byType = byType;
        this.ofAPerson = ofAPerson;
    }

    /**
     * Reads the {@code scope} claim of a token.
     *
     * @param claim scopes with one blank between them; an endless one gives nothing
     */
    public static Scopes of(String claim) {
        Map<String, Set<Right>> byType = new HashMap<>();
        boolean ofAPerson = false;
        if (claim.length() <= LONGEST) {
            for (String scope : claim.split(" ", -1)) {
                ofAPerson |= OF_A_PERSON.matcher(scope).matches();
                Matcher system = SYSTEM.matcher(scope);
                if (system.matches()) {
                    byType.computeIfAbsent(system.group("type"), first -> EnumSet.noneOf(Right.class))
                            .addAll(rights(system.group("rights")));
                }
            }
        }
        return new Scopes(byType, ofAPerson);
    }

    /** Whether there are scopes for a single patient or a person among them, which give nothing here. */
    public boolean nameAPerson() {
        return ofAPerson;
    }

    /** Whether they allow something with a type. */
    public boolean allow(String type, Right right) {
        return byType.getOrDefault(type, Set.of()).contains(right)
                || byType.getOrDefault(ALL_TYPES, Set.of()).contains(right);
    }

    private static Set<Right> rights(String text) {
        return switch (text) {
            case "read" -> EnumSet.of(Right.READ, Right.SEARCH);
            case "write" -> EnumSet.of(Right.CREATE, Right.UPDATE, Right.DELETE);
            case "*" -> EnumSet.allOf(Right.class);
            default -> letters(text);
        };
    }

    private static Set<Right> letters(String text) {
        Set<Right> rights = EnumSet.noneOf(Right.class);
        if (IN_ORDER.matcher(text).matches()) {
            for (Right right : Right.values()) {
                if (text.indexOf(right.letter()) >= 0) {
                    rights.add(right);
                }
            }
        }
        return rights;
    }
}
