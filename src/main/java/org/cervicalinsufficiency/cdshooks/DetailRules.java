package org.cervicalinsufficiency.cdshooks;

import java.util.regex.Pattern;
import org.cervicalinsufficiency.tenant.DetailFormat;

/** The part of {@link CardRules} about details: each form has markup that may not go out in it. */
final class DetailRules {

    private static final Pattern RAW_HTML = Pattern.compile("(?<!\\\\)<[A-Za-z/!?]");
    private static final Pattern IMAGE = Pattern.compile("(?<!\\\\)!\\[");
    private static final Pattern OTHER_LINK = Pattern.compile("(?<!\\\\)]\\((?!https://)");
    private static final Pattern TAG_IN_TEXT = Pattern.compile("<[A-Za-z/!?]");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}&&[^\\n]]");

    /** What Markdown of bold words, headings, lists and links becomes; all that has an attribute are links and lists. */
    private static final Pattern TAG = Pattern.compile("</?(p|ul|li|strong|em|h[1-6]|blockquote)>|<[bh]r />"
            + "|<ol( start=\"\\d{1,9}\")?>|</ol>|<a rel=\"nofollow\" href=\"https://[^\"<>\\s]+\">|</a>");

    private static final Pattern REFERENCE = Pattern.compile("&(amp|lt|gt|quot);");
    private static final Pattern MARKUP = Pattern.compile("[<>&]");

    private final Violations violations;

    DetailRules(Violations violations) {
        this.violations = violations;
    }

    void check(String at, String detail, DetailFormat format) {
        switch (format) {
            case MARKDOWN -> markdown(at, detail);
            case PLAIN -> plain(at, detail);
            case HTML -> html(at, detail);
        }
    }

    private void markdown(String at, String detail) {
        violations.unless(!RAW_HTML.matcher(detail).find(), at + " must not hold raw HTML");
        violations.unless(!IMAGE.matcher(detail).find(), at + " must not hold an image");
        violations.unless(!OTHER_LINK.matcher(detail).find(), at + " may link to https only");
    }

    /** Also for a reader that takes every text for HTML. */
    private void plain(String at, String detail) {
        violations.unless(!TAG_IN_TEXT.matcher(detail).find(), at + " must not hold raw HTML");
        violations.unless(!CONTROL.matcher(detail).find(), at + " must not hold control characters");
    }

    private void html(String at, String detail) {
        String text = REFERENCE.matcher(TAG.matcher(detail).replaceAll("")).replaceAll("");
        violations.unless(
                !MARKUP.matcher(text).find(), at + " may hold the HTML of headings, bold, lists and https links only");
    }
}
