package org.cervicalinsufficiency.vignettes;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cervicalinsufficiency.vignettes.Vignette.ChartFact;

/** Reads the facts of the chart and the short way to write a cervical length. */
final class ChartReader {
    private static final Map<String, Set<String>> KEYS = Map.of(
            "Observation",
            Set.of("date", "value", "unit", "unitText", "status", "method", "bodySite", "note", "absent", "focus"),
            "Condition",
            Set.of("date", "recorded", "clinical", "verification", "note"),
            "Procedure",
            Set.of("date", "status"),
            "Communication",
            Set.of("date", "status"),
            "ServiceRequest",
            Set.of("date", "status"),
            "FamilyMemberHistory",
            Set.of("date", "status"));
    private static final Map<String, String> ROUTES =
            Map.of("vaginal", "transvaginal ultrasound", "abdominal", "transabdominal ultrasound", "unknown", "");

    private static final String RAW = "raw";

    private ChartReader() {}

    /** One entry of {@code chart}. */
    static ChartFact fact(YamlMap yaml, StoryDates dates) {
        if (yaml.has(RAW)) {
            yaml.refuseAllBut(Set.of(RAW));
            String json = dates.filled(yaml.place(RAW), yaml.required(RAW));
            String type =
                    RawEntry.parse(yaml.place(RAW), json).path("resourceType").asText();
            return new ChartFact(type, List.of(), Map.of(RAW, json));
        }
        String resource = KnownNames.check(yaml.place("resource"), yaml.required("resource"), KEYS.keySet());
        Set<String> allowed = new HashSet<>(KEYS.getOrDefault(resource, Set.of()));
        allowed.addAll(Set.of("resource", "code"));
        yaml.refuseAllBut(allowed);
        List<Code> codes = yaml.texts("code").stream()
                .map(code -> Code.parse(yaml.place("code"), code))
                .toList();
        if (codes.isEmpty()) {
            throw yaml.bad("code", "is missing.");
        }
        Map<String, String> details = new HashMap<>();
        yaml.keys().stream()
                .filter(key -> !key.equals("resource") && !key.equals("code"))
                .forEach(key -> details.put(key, yaml.required(key)));
        for (String key : List.of("date", "recorded")) {
            details.computeIfPresent(key, (ignored, words) -> dates.fhirDate(yaml.place(key), words));
        }
        return new ChartFact(resource, codes, details);
    }

    /** A cervical length: {@code 22 mm}, or a mapping with value, route and date. */
    static ChartFact length(String where, Object node, StoryDates dates) {
        YamlMap yaml = YamlMap.of(where, node instanceof String ? Map.of("value", node) : node)
                .allowing(Set.of("value", "route", "date"));
        Measured measured = Measured.parse(yaml.place("value"), yaml.required("value"));
        String route = yaml.text("route").orElse("vaginal");
        String method = ROUTES.get(KnownNames.check(yaml.place("route"), route, ROUTES.keySet()));
        Map<String, String> details = new HashMap<>();
        details.put("value", measured.value().toPlainString());
        details.put("unit", measured.unit());
        details.put("date", dates.fhirDate(yaml.place("date"), yaml.text("date").orElse("today")));
        if (method != null && !method.isEmpty()) {
            details.put("method", method);
        }
        return new ChartFact("Observation", List.of(Code.parse(where, "loinc|11961-0")), details);
    }
}
