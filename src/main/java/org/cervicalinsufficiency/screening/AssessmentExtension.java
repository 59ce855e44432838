package org.cervicalinsufficiency.screening;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cervicalinsufficiency.cdshooks.ExtendedResponseJson;
import org.cervicalinsufficiency.feedback.Withheld;
import org.cervicalinsufficiency.knowledge.Assessment;
import org.cervicalinsufficiency.knowledge.Assessment.Assessed;
import org.cervicalinsufficiency.knowledge.Assessment.NotAssessed;
import org.cervicalinsufficiency.knowledge.Factor;
import org.cervicalinsufficiency.knowledge.Summary;
import org.cervicalinsufficiency.knowledge.Wording;
import org.jspecify.annotations.Nullable;

/**
 * The assessment in codes at the root of every answer (clarification 1), for programs that do not read cards. Members
 * without a value are left out.
 */
final class AssessmentExtension {

    static final String NAME = "org.cervicalinsufficiency.assessment";

    /** The tier where nothing could be evaluated. */
    static final String UNDECIDED = "indeterminate";

    private static final String ROUTE = "route";
    private static final String SUPPRESSED = "suppressed";

    private final Wording wording;
    private final String profile;

    AssessmentExtension(Wording wording, String profile) {
        this.wording = wording;
        this.profile = profile;
    }

    /** An assessment always has a route; only where nothing could be evaluated there is none. */
    static boolean isNotAssessed(ExtendedResponseJson answer) {
        return answer.extensions().get(NAME) instanceof Map<?, ?> assessment && !assessment.containsKey(ROUTE);
    }

    /** The tier in code. */
    static String tier(Assessment assessment) {
        return assessment.map(new Assessment.Cases<>() {
            @Override
            public String assessed(Assessed assessed) {
                return assessed.summary().tier();
            }

            @Override
            public String notAssessed(NotAssessed notAssessed) {
                return UNDECIDED;
            }
        });
    }

    Map<String, Object> of(Assessment assessment, List<Withheld> withheld, CardContext context) {
        Map<String, Object> extension = assessment.map(new Assessment.Cases<>() {
            @Override
            public Map<String, Object> assessed(Assessed assessed) {
                return result(assessed.summary(), context.language());
            }

            @Override
            public Map<String, Object> notAssessed(NotAssessed notAssessed) {
                return new LinkedHashMap<>(Map.of("tier", UNDECIDED, "provisional", true));
            }
        });
        List<String> notAssessed = context.gaps().stream()
                .map(gap -> gap.key() + ": "
                        + wording.label("data-gap", gap.reasonCode()).in(context.language()))
                .distinct()
                .toList();
        if (!notAssessed.isEmpty()) {
            extension.put("notAssessed", notAssessed);
        }
        if (!withheld.isEmpty()) {
            extension.put(SUPPRESSED, suppressed(withheld));
        }
        extension.put("planDefinition", context.planDefinition());
        extension.put("profile", profile);
        extension.put("today", context.today().toString());
        return extension;
    }

    private static List<Map<String, String>> suppressed(List<Withheld> withheld) {
        return withheld.stream()
                .map(card ->
                        Map.of("topic", card.topic(), "reason", card.reason().code()))
                .toList();
    }

    /** An assessment whose cards nobody is shown. */
    static Map<String, Object> silent(@Nullable Object told, List<Withheld> withheld) {
        Map<String, Object> extension = new LinkedHashMap<>();
        if (told instanceof Map<?, ?> assessment) {
            assessment.forEach((member, value) -> extension.put(String.valueOf(member), value));
        }
        extension.put("silent", true);
        if (!withheld.isEmpty()) {
            extension.put(SUPPRESSED, suppressed(withheld));
        }
        return extension;
    }

    private Map<String, Object> result(Summary summary, Locale language) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("tier", summary.tier());
        result.put("provisional", !summary.provisional().isEmpty());
        result.put(ROUTE, summary.route());
        summary.gestationalAge().ifPresent(age -> result.put("gestationalAge", age));
        List<Map<String, Object>> factors = summary.factors().stream()
                .map(factor -> factor(factor, language))
                .toList();
        if (!factors.isEmpty()) {
            result.put("factors", factors);
        }
        if (!summary.missing().isEmpty()) {
            result.put("missing", summary.missing());
        }
        return result;
    }

    private Map<String, Object> factor(Factor factor, Locale language) {
        Map<String, Object> member = new LinkedHashMap<>();
        member.put("code", factor.code());
        member.put("display", wording.label("factor", factor.code()).in(language));
        if (!factor.references().isEmpty()) {
            member.put("evidence", factor.references());
        }
        factor.date().ifPresent(date -> member.put("date", date.toString()));
        return member;
    }
}
