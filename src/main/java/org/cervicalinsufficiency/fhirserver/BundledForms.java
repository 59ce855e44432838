package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Patient;
import org.jspecify.annotations.Nullable;

/**
 * What one call brings: where its resources stand in its Bundle, which patients are stored by the same transaction, and
 * what of it was refused.
 */
final class BundledForms {

    private static final String KEY = BundledForms.class.getName();
    private static final String CONDITION = "Patient?";

    private final Map<IBaseResource, String> places = new IdentityHashMap<>();
    private final List<AuditTrail.Refusal> refusals = new ArrayList<>();
    private final Map<String, OperationOutcome> outcomes = new HashMap<>();
    private final Set<String> patients = new HashSet<>();
    private final Map<String, @Nullable String> stable = new HashMap<>();
    private final Set<String> placeholders = new HashSet<>();

    private BundledForms() {}

    /** What is known about a call; empty for a call without a Bundle. */
    static BundledForms of(RequestDetails call) {
        return (BundledForms) call.getUserData().computeIfAbsent(KEY, first -> new BundledForms());
    }

    /** Takes a Bundle in; the single entries that HAPI makes of a batch keep the place they were sent in. */
    void take(Bundle bundle) {
        patients.clear();
        stable.clear();
        placeholders.clear();
        for (int index = 0; index < bundle.getEntry().size(); index++) {
            BundleEntryComponent entry = bundle.getEntry().get(index);
            if (entry.getResource() != null) {
                places.putIfAbsent(entry.getResource(), place(index));
            }
            if (entry.hasFullUrl() && entry.getRequest().getMethod() == HTTPVerb.POST) {
                placeholders.add(entry.getFullUrl());
            }
            if (bundle.getType() == Bundle.BundleType.TRANSACTION && entry.getResource() instanceof Patient) {
                patients.add(entry.hasFullUrl() ? entry.getFullUrl() : "");
                patients.add(entry.getRequest().hasUrl() ? entry.getRequest().getUrl() : "");
                patients.remove("");
                stable.put(entry.getFullUrl(), stableName(entry));
            }
        }
    }

    void refused(AuditTrail.Refusal refusal, String place, OperationOutcome outcome) {
        refusals.add(refusal);
        outcomes.put(place, outcome);
    }

    /** What is wrong with the form of one entry, if it was refused. */
    Optional<OperationOutcome> outcome(int entry) {
        return Optional.ofNullable(outcomes.get(place(entry)));
    }

    private static String place(int entry) {
        return "Bundle.entry[" + entry + "].resource";
    }

    /** What was refused since the last call of this. */
    List<AuditTrail.Refusal> takeRefusals() {
        List<AuditTrail.Refusal> taken = List.copyOf(refusals);
        refusals.clear();
        return taken;
    }

    /** A name of a patient that is the same each time the same Bundle is sent; null if each time makes a new patient. */
    @Nullable
    String stable(String reference) {
        return stable.containsKey(reference) ? stable.get(reference) : reference;
    }

    private static @Nullable String stableName(BundleEntryComponent entry) {
        if (entry.getRequest().getMethod() == HTTPVerb.PUT) {
            return entry.getRequest().getUrl();
        }
        String condition = entry.getRequest().getIfNoneExist();
        return condition == null ? null : (condition.startsWith(CONDITION) ? "" : CONDITION) + condition;
    }

    /** Whether the store writes an id for this reference. */
    boolean isReplaced(@Nullable String reference) {
        return isPlaceholder(reference) || reference != null && reference.indexOf('?') >= 0;
    }

    /** Whether the reference is only good for one sending of a Bundle: the next one may write another. */
    boolean isPlaceholder(@Nullable String reference) {
        return reference != null && (reference.startsWith("urn:") || placeholders.contains(reference));
    }

    String place(IBaseResource form) {
        return places.getOrDefault(form, form.fhirType());
    }

    Set<String> patients() {
        return patients;
    }
}
