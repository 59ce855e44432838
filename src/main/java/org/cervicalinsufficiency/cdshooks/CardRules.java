package org.cervicalinsufficiency.cdshooks;

import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceIndicatorEnum;
import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseCardJson;
import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseCardSourceJson;
import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseCodingJson;
import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseJson;
import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseLinkJson;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.cervicalinsufficiency.json.WholeText;
import org.cervicalinsufficiency.tenant.DetailFormat;
import org.jspecify.annotations.Nullable;

/** What every answer must keep before it goes out: CDS Hooks 2.0.1 and what the strictest known clients ask beyond it. */
public final class CardRules {

    private static final int MAX_SUMMARY = 139;
    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9]{1,100}");
    private static final Pattern UUID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

    /** Without TLS only what never leaves the reader's machine: a server that is tried out there links its own pages. */
    private static final String TRIAL_LINK = "http://(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d{1,5})?(/\\S*)?";

    private final Violations violations = new Violations();
    private final Set<String> uuids = new HashSet<>();
    private final String patientId;
    private final boolean trial;

    private CardRules(String patientId, boolean trial) {
        this.patientId = patientId;
        this.trial = trial;
    }

    /** Puts critical before warning before info, and leaves the order within each as it is. */
    public static void sort(CdsServiceResponseJson response) {
        response.getCards().sort(Comparator.comparing(CardRules::severity).reversed());
    }

    /**
     * Checks an answer about this patient.
     *
     * @throws CardRulesBroken naming every rule that it breaks
     */
    public static void check(CdsServiceResponseJson response, String patientId) {
        check(response, patientId, true);
    }

    /**
     * Checks an answer about this patient.
     *
     * @param trial whether nobody is registered: then a link may stay on the reader's own machine
     * @throws CardRulesBroken naming every rule that it breaks
     */
    static void check(CdsServiceResponseJson response, String patientId, boolean trial) {
        List<String> found = new CardRules(patientId, trial).violations(response);
        if (!found.isEmpty()) {
            throw new CardRulesBroken(found);
        }
    }

    private static int severity(CdsServiceResponseCardJson card) {
        CdsServiceIndicatorEnum indicator = card.getIndicator();
        return indicator == null ? -1 : indicator.ordinal();
    }

    private List<String> violations(CdsServiceResponseJson response) {
        List<CdsServiceResponseCardJson> cards = response.getCards();
        for (int i = 0; i < cards.size(); i++) {
            checkCard("cards[" + i + "]", cards.get(i));
        }
        violations.unless(
                response.getServiceActions() == null
                        || response.getServiceActions().isEmpty(),
                "systemActions must not be sent");
        return violations.found();
    }

    private void checkCard(String at, CdsServiceResponseCardJson card) {
        checkSummary(at, card.getSummary());
        violations.unless(card.getIndicator() != null, at + ".indicator is missing");
        checkDetail(at, card);
        checkSource(at + ".source", card.getSource());
        checkUuid(at, card.getUuid());
        checkOverrideReasons(at + ".overrideReasons", card.getOverrideReasons());
        new SuggestionRules(violations, this::checkUuid, patientId).check(at, card);
        if (card.getLinks() != null) {
            checkLinks(at + ".links", card.getLinks());
        }
    }

    private void checkSummary(String at, @Nullable String summary) {
        boolean fits = summary != null
                && !summary.isBlank()
                && summary.length() <= MAX_SUMMARY
                && !TextChecks.hasControls(summary)
                && WholeText.isWhole(summary);
        violations.unless(fits, at + ".summary must be one line of 1 to 139 UTF-16 units");
    }

    private void checkDetail(String at, CdsServiceResponseCardJson card) {
        if (card.getDetail() != null) {
            DetailFormat format = card instanceof ExtendedCardJson told ? told.format() : DetailFormat.MARKDOWN;
            new DetailRules(violations).check(at + ".detail", card.getDetail(), format);
        }
    }

    private void checkSource(String at, @Nullable CdsServiceResponseCardSourceJson source) {
        violations.unless(source != null && Violations.hasText(source.getLabel()), at + ".label is missing");
        if (source != null) {
            violations.unless(isAbsentOrHttps(source.getUrl()), at + ".url must be absolute https");
            violations.unless(isAbsentOrHttps(source.getIcon()), at + ".icon must be absolute https");
            CdsServiceResponseCodingJson topic = source.getTopic();
            boolean fits = topic != null
                    && Violations.hasText(topic.getSystem())
                    && topic.getCode() != null
                    && TOPIC.matcher(topic.getCode()).matches();
            violations.unless(fits, at + ".topic needs a system and a code of 1 to 100 letters and digits");
        }
    }

    private void checkUuid(String at, @Nullable String uuid) {
        violations.unless(
                uuid != null && UUID.matcher(uuid).matches() && uuids.add(uuid),
                at + ".uuid must be a lower-case RFC 4122 uuid of its own");
    }

    private void checkOverrideReasons(String at, @Nullable List<CdsServiceResponseCodingJson> reasons) {
        boolean fits = reasons != null
                && !reasons.isEmpty()
                && reasons.stream()
                        .allMatch(reason -> Violations.hasText(reason.getCode())
                                && Violations.hasText(reason.getSystem())
                                && Violations.hasText(reason.getDisplay()));
        violations.unless(fits, at + " must be there, each with code, system and display");
    }

    private void checkLinks(String at, List<CdsServiceResponseLinkJson> links) {
        for (CdsServiceResponseLinkJson link : links) {
            boolean smart = Objects.equals(link.getType(), "smart");
            violations.unless(Violations.hasText(link.getLabel()), at + ".label is missing");
            violations.unless(
                    link.getUrl() != null && (isAbsentOrHttps(link.getUrl()) || isOnTrial(link.getUrl())),
                    at + ".url must be absolute https, or on a trial http on this machine");
            violations.unless(smart || Objects.equals(link.getType(), "absolute"), at + ".type is unknown");
            violations.unless(
                    smart || link.getAppContext() == null, at + ".appContext stands on a link that is not smart");
        }
        boolean smart = links.stream().anyMatch(link -> Objects.equals(link.getType(), "smart"));
        boolean absolute = links.stream().anyMatch(link -> Objects.equals(link.getType(), "absolute"));
        violations.unless(!smart || absolute, at + " needs an absolute link beside the smart one");
    }

    private boolean isOnTrial(String url) {
        return trial && url.matches(TRIAL_LINK);
    }

    private static boolean isAbsentOrHttps(@Nullable String url) {
        return url == null || url.matches("https://[^/\\s]+\\S*");
    }
}
