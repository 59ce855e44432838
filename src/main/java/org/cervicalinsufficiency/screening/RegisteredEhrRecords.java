package org.cervicalinsufficiency.screening;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.cervicalinsufficiency.cdshooks.DataGap;
import org.cervicalinsufficiency.cdshooks.GapReason;
import org.cervicalinsufficiency.cdshooks.HookCall;
import org.cervicalinsufficiency.cdshooks.PrefetchedData;
import org.cervicalinsufficiency.cdshooks.RecordReader;
import org.cervicalinsufficiency.cdshooks.RefusedCall;
import org.cervicalinsufficiency.questionnaire.Chart;
import org.cervicalinsufficiency.questionnaire.EhrRecords;
import org.cervicalinsufficiency.questionnaire.RecordOrigin;
import org.cervicalinsufficiency.tenant.Caller;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;

/**
 * Reads the record that a hook call would be judged by: the same searches, the same rules for what comes, and the forms
 * stored here. So a form is filled from what the cards see.
 */
public final class RegisteredEhrRecords implements EhrRecords {

    private static final String FORM = "QuestionnaireResponse";
    private static final Set<GapReason> BUSY = Set.of(GapReason.SERVER_BUSY);
    private static final Set<GapReason> ABSENT = Set.of(GapReason.READ_EMPTY, GapReason.WITHOUT_ID);

    private final RecordReader reader;
    private final RecordReader patients;
    private final CallForms forms;
    private final String patientKey;

    /**
     * Records read so.
     *
     * @param reader reads them
     * @param forms knows the stored forms
     */
    public RegisteredEhrRecords(RecordReader reader, CallForms forms) {
        this.reader = reader;
        this.forms = forms;
        this.patientKey = reader.service().prefetch().entrySet().stream()
                .filter(key -> key.getValue().startsWith("Patient/"))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "The service " + reader.service().id() + " does not ask for the patient."));
        this.patients = reader.only(patientKey);
    }

    @Override
    public Found read(Asked asked) {
        return read(asked, reader, (patient, question, data) -> chart(patient, question, data, asked));
    }

    @Override
    public Found readPatient(Asked asked) {
        Set<String> others = reader.service().prefetch().keySet().stream()
                .filter(key -> !key.equals(patientKey))
                .map(this::typeOf)
                .collect(Collectors.toUnmodifiableSet());
        return read(
                asked,
                patients,
                (patient, question, data) -> new Chart(
                        patient,
                        List.of(),
                        others,
                        new RecordOrigin(asked.base().url(), Set.of(reference(patient)), List.of())));
    }

    /** Makes a chart of what was read. */
    @FunctionalInterface
    private interface Charts {
        Chart of(Patient patient, HookCall question, PrefetchedData data);
    }

    private Found read(Asked asked, RecordReader from, Charts charts) {
        HookCall question = from.question(Caller.anybodyOf(asked.tenant()), asked.base(), asked.patientId());
        PrefetchedData data;
        try {
            data = from.read(question, asked.token());
        } catch (RefusedCall anotherPatient) {
            return new Found.NotRead(Why.NO_SUCH_PATIENT);
        }
        List<Patient> patient = data.key(patientKey).resources().stream()
                .filter(Patient.class::isInstance)
                .map(Patient.class::cast)
                .toList();
        return patient.isEmpty()
                ? new Found.NotRead(why(data.key(patientKey).reasons()))
                : new Found.Read(charts.of(patient.get(0), question, data));
    }

    private static Why why(Set<GapReason> reasons) {
        if (reasons.contains(GapReason.ACCESS_REFUSED)) {
            return Why.TOKEN_REFUSED;
        }
        if (reasons.stream().anyMatch(BUSY::contains)) {
            return Why.BUSY;
        }
        return reasons.stream().anyMatch(ABSENT::contains) ? Why.NO_SUCH_PATIENT : Why.NOT_ANSWERED;
    }

    private Chart chart(Patient patient, HookCall question, PrefetchedData data, Asked asked) {
        CallForms.Known known = forms.with(question, data);
        Set<String> unread =
                known.gaps().stream().map(DataGap::key).map(this::typeOf).collect(Collectors.toUnmodifiableSet());
        Set<String> held = data.resources().stream()
                .filter(Resource::hasIdElement)
                .map(RegisteredEhrRecords::reference)
                .collect(Collectors.toUnmodifiableSet());
        List<RecordOrigin.Gap> gaps = known.gaps().stream()
                .map(gap -> new RecordOrigin.Gap(gap.key(), gap.reasonCode()))
                .toList();
        return new Chart(
                patient,
                known.resources().stream()
                        .filter(resource -> !(resource instanceof Patient))
                        .toList(),
                unread,
                new RecordOrigin(asked.base().url(), held, gaps));
    }

    /** The stored forms have no query: they are of the one type that no other key could have brought. */
    private String typeOf(String key) {
        String query = reader.service().prefetch().getOrDefault(key, FORM + "?");
        return query.split("[/?]", 2)[0];
    }

    private static String reference(Resource resource) {
        return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
    }
}
