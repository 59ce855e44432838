package org.cervicalinsufficiency.content;

/**
 * The check digits of the code systems that have one. They find a mistyped code, not a code that means something else.
 */
public final class CheckDigits {

    /** Verhoeff's multiplication table of the dihedral group of order ten. */
    private static final int[][] PRODUCT = {
        {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, {1, 2, 3, 4, 0, 6, 7, 8, 9, 5}, {2, 3, 4, 0, 1, 7, 8, 9, 5, 6},
        {3, 4, 0, 1, 2, 8, 9, 5, 6, 7}, {4, 0, 1, 2, 3, 9, 5, 6, 7, 8}, {5, 9, 8, 7, 6, 0, 4, 3, 2, 1},
        {6, 5, 9, 8, 7, 1, 0, 4, 3, 2}, {7, 6, 5, 9, 8, 2, 1, 0, 4, 3}, {8, 7, 6, 5, 9, 3, 2, 1, 0, 4},
        {9, 8, 7, 6, 5, 4, 3, 2, 1, 0}
    };

    /** Verhoeff's permutation of a digit by its place, counted from the right. */
    private static final int[][] PERMUTATION = {
        {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, {1, 5, 7, 6, 2, 8, 3, 0, 9, 4}, {5, 8, 0, 3, 7, 9, 6, 1, 4, 2},
        {8, 9, 1, 6, 0, 4, 3, 5, 2, 7}, {9, 4, 5, 3, 1, 2, 6, 8, 7, 0}, {4, 2, 8, 6, 5, 7, 3, 9, 0, 1},
        {2, 7, 9, 3, 8, 0, 6, 4, 1, 5}, {7, 0, 4, 6, 9, 1, 3, 2, 5, 8}
    };

    private CheckDigits() {}

    /** Whether the code is a SNOMED CT identifier: 6 to 18 digits, no leading zero, Verhoeff check digit. */
    public static boolean isSnomedCt(String code) {
        if (!code.matches("[1-9]\\d{5,17}")) {
            return false;
        }
        int check = 0;
        for (int place = 0; place < code.length(); place++) {
            int digit = code.charAt(code.length() - 1 - place) - '0';
            check = PRODUCT[check][PERMUTATION[place % 8][digit]];
        }
        return check == 0;
    }

    /** Whether the code is a LOINC number: digits, a hyphen and the mod 10 check digit of those digits. */
    public static boolean isLoinc(String code) {
        if (!code.matches("\\d{1,7}-\\d")) {
            return false;
        }
        int hyphen = code.indexOf('-');
        int sum = 0;
        for (int place = 0; place < hyphen; place++) {
            int digit = code.charAt(hyphen - 1 - place) - '0';
            int weighted = place % 2 == 0 ? digit * 2 : digit;
            sum += weighted / 10 + weighted % 10;
        }
        return (10 - sum % 10) % 10 == code.charAt(hyphen + 1) - '0';
    }

    /** Whether the code passes the check of its system; a system without check digits passes always. */
    public static boolean pass(String system, String code) {
        return switch (system) {
            case "http://snomed.info/sct" -> isSnomedCt(code);
            case "http://loinc.org" -> isLoinc(code);
            default -> true;
        };
    }
}
