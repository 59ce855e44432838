package org.cervicalinsufficiency.tenant;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads how a tenant wants its cards. */
final class CardReader {

    private static final List<String> KEYS = Stream.concat(
                    Stream.of("max", "off-for-triggers", "suggestions", "suppress-for"),
                    PresentationReader.KEYS.stream())
            .toList();
    private static final int MAX = 10;
    private static final int MOST = 50;
    private static final Duration SUPPRESS_FOR = Duration.ofDays(7);
    private static final Duration LONGEST = Duration.ofDays(365);

    private final TenantRules rules;

    CardReader(TenantRules rules) {
        this.rules = rules;
    }

    /** The settings; empty if an address among them may not be used. */
    Optional<CardSettings> read(Section tenant) {
        String profile = tenant.text("profile").orElse(rules.usualProfile());
        if (!rules.profiles().isEmpty()) {
            Values.among(tenant, "profile", Set.of(profile), rules.profiles());
        }
        String language = tenant.text("language").orElse(rules.usualLanguage());
        checkLanguage(tenant, language);
        Optional<String> formUrl = tenant.text("form-url");
        formUrl.ifPresent(url -> Values.address(tenant, "form-url", url, false));
        Map<String, String> phones = phones(tenant);
        List<String> hosts = tenant.texts("link-hosts");
        hosts.stream()
                .filter(host -> !host.matches("[a-z0-9.-]+(:[0-9]{1,5})?"))
                .forEach(host -> tenant.refuse(
                        "link-hosts", "\"" + host + "\" is no host", "write it like ehr.example, in small letters"));
        int max = MAX;
        List<String> suggestions = CardSettings.ORDERS;
        Duration suppressFor = SUPPRESS_FOR;
        Map<String, List<String>> off = Map.of();
        Presentation presentation = Presentation.USUAL;
        Optional<Section> cards = tenant.section("cards");
        if (cards.isPresent()) {
            cards.get().knowing(KEYS);
            max = Values.number(cards.get(), "max", MAX, 1, MOST);
            suggestions = suggestions(cards.get());
            suppressFor = Values.duration(cards.get(), "suppress-for", SUPPRESS_FOR, LONGEST);
            presentation = new PresentationReader(rules.languages()).read(cards.get(), language);
            off = offForTriggers(cards.get());
        }
        if (formUrl.filter(url -> !url.startsWith("https://")).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new CardSettings(
                profile, language, formUrl, hosts, max, off, phones, suggestions, suppressFor, presentation));
    }

    private static Map<String, String> phones(Section tenant) {
        Map<String, String> phones = new LinkedHashMap<>();
        tenant.section("phones")
                .ifPresent(section ->
                        section.keys().forEach(key -> section.text(key).ifPresent(number -> phones.put(key, number))));
        return phones;
    }

    private Map<String, List<String>> offForTriggers(Section cards) {
        Map<String, List<String>> off = new LinkedHashMap<>();
        cards.section("off-for-triggers")
                .ifPresent(triggers -> triggers.keys().forEach(trigger -> off.put(trigger, topics(triggers, trigger))));
        return off;
    }

    /** The EHR names its triggers, the artifacts name their topics. */
    private List<String> topics(Section triggers, String trigger) {
        List<String> topics = triggers.texts(trigger);
        if (!rules.topics().isEmpty()) {
            Values.among(triggers, trigger, topics, rules.topics());
        }
        return topics;
    }

    private static List<String> suggestions(Section cards) {
        if (!cards.has("suggestions")) {
            return CardSettings.ORDERS;
        }
        List<String> types = cards.texts("suggestions");
        Values.among(cards, "suggestions", types, CardSettings.SUGGESTIONS);
        return types;
    }

    private void checkLanguage(Section tenant, String language) {
        String code = Locale.forLanguageTag(language).getLanguage();
        if (code.isEmpty()) {
            tenant.refuse("language", "is no language tag", "write it like en or es-MX");
        } else if (!rules.languages().isEmpty()) {
            Values.among(tenant, "language", Set.of(code), rules.languages());
        }
    }
}
