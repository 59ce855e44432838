package org.cervicalinsufficiency.vignettes;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.cervicalinsufficiency.knowledge.EvaluationSettings;
import org.cervicalinsufficiency.knowledge.PatientFacts;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;

/**
 * One question to both engines: a record on one day under one guideline profile, read whole or in part.
 *
 * @param record the short name of the record
 * @param title what the record is about
 * @param resources the patient first
 */
record OpinionCase(String record, String title, List<Resource> resources, EvaluationSettings settings) {

    private static final LocalDate DAY_OF_THE_RECORDS = LocalDate.of(2026, 6, 15);

    OpinionCase {
        resources = List.copyOf(resources);
    }

    /** A file name that no other case has. */
    String id() {
        return record + "-" + settings.profile() + (settings.dataNotSeen() ? "-in-part" : "");
    }

    /** The name of the test. */
    String name() {
        return record + " " + title + " [" + settings.profile() + "]"
                + (settings.dataNotSeen() ? ", read in part" : "");
    }

    /** The record as our evaluation sees it. */
    PatientFacts facts() {
        return new PatientFacts((Patient) resources.get(0), resources.subList(1, resources.size()));
    }

    /** Every vignette, then every record of a folder; under both profiles, and once as read in part. */
    static List<OpinionCase> all(Path records) {
        return Stream.concat(vignettes(), records(records)).toList();
    }

    private static Stream<OpinionCase> vignettes() {
        return Vignettes.all().stream()
                .flatMap(vignette -> underEach(
                        vignette.id(), vignette.title(), new VignettePatient(vignette).resources(), vignette.today()));
    }

    private static Stream<OpinionCase> records(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> sorted = files.sorted().toList();
            return sorted.stream().flatMap(OpinionCase::record);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Stream<OpinionCase> record(Path file) {
        Bundle bundle = FhirContext.forR4Cached().newJsonParser().parseResource(Bundle.class, read(file));
        List<Resource> resources = new ArrayList<>(bundle.getEntry().stream()
                .map(BundleEntryComponent::getResource)
                .toList());
        String name = file.getFileName().toString().replace(".json", "");
        return underEach(name, "(no vignette)", resources, DAY_OF_THE_RECORDS);
    }

    private static Stream<OpinionCase> underEach(
            String record, String title, List<Resource> resources, LocalDate today) {
        return Stream.of(
                        new EvaluationSettings(today, "us", false),
                        new EvaluationSettings(today, "uk", false),
                        new EvaluationSettings(today, "us", true))
                .map(settings -> new OpinionCase(record, title, resources, settings));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
