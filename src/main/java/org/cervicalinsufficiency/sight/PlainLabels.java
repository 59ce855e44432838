package org.cervicalinsufficiency.sight;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The last look at labels of our own meters: whatever is not a short plain word is counted as
 * {@code other}. The meters take their labels from fixed lists; this holds even if one of them does not.
 */
public final class PlainLabels implements MeterFilter {

    private static final Set<String> OURS = Set.of("cds", "qr", "audit", "decision", "fhir");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final String OTHER = "other";

    @Override
    public Meter.Id map(Meter.Id id) {
        String family = id.getName().split("\\.", 2)[0];
        if (!OURS.contains(family)) {
            return id;
        }
        return id.replaceTags(id.getTags().stream()
                .map(tag -> WORD.matcher(tag.getValue()).matches() ? tag : Tag.of(tag.getKey(), OTHER))
                .toList());
    }
}
