package org.cervicalinsufficiency.tenant;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads in which form a tenant takes its cards. */
final class PresentationReader {

    /** The keys that are read here. */
    static final List<String> KEYS = List.of("detail", "override-reasons", "silent");

    private static final String REASONS = "override-reasons";
    private static final String CODE = "code";
    private static final String SYSTEM = "system";
    private static final String DISPLAY = "display";
    private static final List<String> REASON_KEYS = List.of(CODE, SYSTEM, DISPLAY);
    private static final int MOST_REASONS = 50;
    private static final int LONGEST_DISPLAY = 200;
    private static final int LONGEST_SYSTEM = 255;
    private static final Pattern CODE_FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,63}");
    private static final Pattern URN = Pattern.compile("urn:[A-Za-z0-9][A-Za-z0-9-]{0,31}:[!-~]+");

    private final Set<String> languages;

    /**
     * @param languages what readers of cards can ask for; empty: not known yet, any passes
     */
    PresentationReader(Set<String> languages) {
        this.languages = languages;
    }

    /**
     * The settings.
     *
     * @param cards where they stand
     * @param language language of the tenant
     */
    Presentation read(Section cards, String language) {
        String detail = cards.text("detail").orElse(DetailFormat.MARKDOWN.word());
        Values.among(cards, "detail", List.of(detail), DetailFormat.words());
        DetailFormat format = DetailFormat.words().contains(detail)
                ? DetailFormat.valueOf(detail.toUpperCase(Locale.ROOT))
                : DetailFormat.MARKDOWN;
        return new Presentation(format, reasons(cards, language), Values.flag(cards, "silent", false));
    }

    private List<SiteReason> reasons(Section cards, String language) {
        if (cards.at(REASONS) instanceof SequenceNode list) {
            if (list.getValue().isEmpty()) {
                cards.refuse(REASONS, "names no reason", "write at least one, or leave it out for the usual ones");
            }
            if (list.getValue().size() > MOST_REASONS) {
                cards.refuse(REASONS, "names too many reasons", "write at most " + MOST_REASONS);
            }
        }
        List<SiteReason> reasons = new ArrayList<>();
        Set<String> codes = new HashSet<>();
        for (Section reason : cards.sections(REASONS)) {
            reason.knowing(REASON_KEYS);
            String code = code(reason);
            if (!code.isEmpty() && !codes.add(code)) {
                reason.refuse(CODE, "\"" + code + "\" stands in the list already", "give each reason its own code");
            }
            String system = system(reason);
            Map<String, String> words = words(reason, language);
            String own = words.getOrDefault(codeOf(language), "");
            reasons.add(new SiteReason(system, code, own, words));
        }
        return reasons;
    }

    private static String code(Section reason) {
        String code = reason.required(CODE, "write the code that the EHR knows the reason by");
        if (!code.isEmpty() && !CODE_FORM.matcher(code).matches()) {
            reason.refuse(CODE, "is no code", "write at most 64 letters, digits, dots, colons, hyphens, underscores");
        }
        return code;
    }

    private static String system(Section reason) {
        String system = reason.required(SYSTEM, "write the absolute URI of the code system");
        if (!system.isEmpty() && (system.length() > LONGEST_SYSTEM || !isAbsolute(system))) {
            reason.refuse(SYSTEM, "is no absolute URI", "write it like https://ehr.example/reasons or urn:oid:1.2.3");
        }
        return system;
    }

    private static boolean isAbsolute(String system) {
        if (URN.matcher(system).matches()) {
            return true;
        }
        try {
            URI uri = new URI(system);
            return uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
        } catch (URISyntaxException notOne) {
            return false;
        }
    }

    /** By language; a single text is the one of the tenant's language. */
    private Map<String, String> words(Section reason, String language) {
        Map<String, String> words = new LinkedHashMap<>();
        if (!(reason.at(DISPLAY) instanceof MappingNode) || !reason.has(DISPLAY)) {
            String display = reason.required(DISPLAY, "write the words that the clinician reads");
            checkWords(reason, DISPLAY, display);
            words.put(codeOf(language), display);
            return words;
        }
        Section byLanguage = reason.section(DISPLAY).orElseThrow();
        if (!languages.isEmpty()) {
            byLanguage.knowing(languages.stream().sorted().toList());
        }
        for (String key : byLanguage.keys()) {
            String display = byLanguage.required(key, "write the words that the clinician reads");
            checkWords(byLanguage, key, display);
            words.put(key, display);
        }
        if (!words.containsKey(codeOf(language))) {
            reason.refuse(
                    DISPLAY,
                    "has no words in the language of the tenant",
                    "add " + codeOf(language) + ", which stands in for languages that are not there");
        }
        return words;
    }

    private static void checkWords(Section section, String key, String display) {
        if (display.length() > LONGEST_DISPLAY || display.chars().anyMatch(Character::isISOControl)) {
            section.refuse(key, "is no line of words", "write one line of at most " + LONGEST_DISPLAY + " characters");
        }
    }

    private static String codeOf(String language) {
        return Locale.forLanguageTag(language).getLanguage();
    }
}
