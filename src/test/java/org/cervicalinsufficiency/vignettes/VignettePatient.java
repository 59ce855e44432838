package org.cervicalinsufficiency.vignettes;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** The patient of a vignette as FHIR R4 resources, under ids that never change between runs. */
public final class VignettePatient {
    private static final String MONTH_AND_DAY_OF_BIRTH = "-03-01";

    private final Vignette vignette;

    public VignettePatient(Vignette vignette) {
        this.vignette = vignette;
    }

    /** The id of the patient, as in {@code vignette-v02}. */
    public String id() {
        return "vignette-" + vignette.id();
    }

    /** The record as any door gets it: everything of {@link #told()}, and the entries written as JSON. */
    List<ObjectNode> entries() {
        List<ObjectNode> entries = new ArrayList<>();
        told().forEach(resource -> entries.add(RawEntry.parse(
                vignette.id(), FhirContext.forR4Cached().newJsonParser().encodeResourceToString(resource))));
        raw().forEach(entry -> entries.add(entry.json()));
        return entries;
    }

    /** The entries written as JSON. */
    List<RawEntry> raw() {
        List<RawEntry> raw = new ArrayList<>();
        vignette.story()
                .chart()
                .forEach(fact -> fact.raw()
                        .ifPresent(text -> raw.add(RawEntry.of(text, id(), id() + "-raw-" + (raw.size() + 1)))));
        return raw;
    }

    /** Everything that is the patient's own and can be read as R4: first the patient, then the chart, then the forms. */
    public List<Resource> resources() {
        List<Resource> resources = told();
        raw().stream()
                .filter(entry -> entry.isAbout(id(), vignette.doors().fhirServer()))
                .forEach(entry -> resources.add(entry.resource()));
        return resources;
    }

    private List<Resource> told() {
        List<Resource> resources = new ArrayList<>();
        resources.add(patient());
        int number = 0;
        for (Vignette.ChartFact fact : vignette.story().chart()) {
            number++;
            if (fact.raw().isPresent()) {
                continue;
            }
            Resource resource = new ChartResources(vignette.id() + ": chart", subject()).resource(fact);
            resource.setId(id() + "-" + resource.fhirType().toLowerCase(Locale.ROOT) + "-" + number);
            resources.add(resource);
        }
        number = 0;
        for (Vignette.Form form : vignette.story().forms()) {
            number++;
            Resource response = FormResponse.of(form, subject());
            response.setId(id() + "-form-" + number);
            resources.add(response);
        }
        return resources;
    }

    /** A transaction that stores the record on a FHIR server; storing it again replaces it. */
    public Bundle transaction() {
        Bundle bundle = new Bundle();
        bundle.setType(Bundle.BundleType.TRANSACTION);
        List<Resource> resources = told();
        othersNamedIn(resources).forEach(other -> put(bundle, other));
        raw().forEach(entry -> entry.otherPatient(id()).ifPresent(other -> put(bundle, bare(other))));
        resources.forEach(resource -> put(bundle, resource));
        return bundle;
    }

    private static void put(Bundle bundle, Resource resource) {
        String url = resource.fhirType() + "/" + resource.getIdPart();
        bundle.addEntry()
                .setFullUrl(HookRequests.EHR + url)
                .setResource(resource)
                .getRequest()
                .setMethod(Bundle.HTTPVerb.PUT)
                .setUrl(url);
    }

    /** A server stores no reference to nobody: other people whom an entry names get a bare record. */
    private List<Patient> othersNamedIn(List<Resource> resources) {
        return resources.stream()
                .filter(Observation.class::isInstance)
                .flatMap(resource -> ((Observation) resource).getFocus().stream())
                .map(focus -> focus.getReferenceElement().getIdPart())
                .filter(named -> !named.equals(id()))
                .map(VignettePatient::bare)
                .toList();
    }

    private static Patient bare(String id) {
        Patient other = new Patient();
        other.setId(id);
        return other;
    }

    /** The transaction as it is sent, with the entries written as JSON. */
    String transactionJson() {
        ObjectNode bundle = RawEntry.parse(
                vignette.id(), FhirContext.forR4Cached().newJsonParser().encodeResourceToString(transaction()));
        for (RawEntry entry : raw()) {
            String url = entry.type() + "/" + entry.json().path("id").asText();
            ObjectNode added = bundle.withArray("entry").addObject();
            added.put("fullUrl", HookRequests.EHR + url);
            added.set("resource", entry.json());
            added.putObject("request").put("method", "PUT").put("url", url);
        }
        return bundle.toString();
    }

    private Reference subject() {
        return new Reference("Patient/" + id());
    }

    private Patient patient() {
        Patient patient = new Patient();
        patient.setId(id());
        patient.addName().setFamily("Vignette").addGiven(vignette.id().toUpperCase(Locale.ROOT));
        patient.getGenderElement().setValueAsString(vignette.story().person().gender());
        String born = vignette.story().person().born();
        if (!born.equals("unknown")) {
            patient.setBirthDateElement(new DateType(born.length() == 4 ? born + MONTH_AND_DAY_OF_BIRTH : born));
        }
        return patient;
    }
}
