package org.cervicalinsufficiency.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import java.time.Clock;
import java.time.LocalDate;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.ServerTest;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Library;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;

/** What is loaded at start, and what the terminology operations make of it. */
@ServerTest
class ContentIT {

    private static final String MEASURED = Spine.BASE + "ValueSet/spine-measured";

    private final FhirHttp http;
    private final FhirContext fhir;
    private final DaoRegistry daos;
    private final ArtifactLoader artifacts;
    private final ObjectProvider<SampleDataLoader> samples;
    private final IFhirSystemDao<Bundle, Meta> system;
    private final Clock clock;

    @Autowired
    ContentIT(
            FhirHttp http,
            FhirContext fhir,
            DaoRegistry daos,
            ArtifactLoader artifacts,
            ObjectProvider<SampleDataLoader> samples,
            IFhirSystemDao<Bundle, Meta> system,
            Clock clock) {
        this.http = http;
        this.fhir = fhir;
        this.daos = daos;
        this.artifacts = artifacts;
        this.samples = samples;
        this.system = system;
        this.clock = clock;
    }

    @BeforeEach
    void load() {
        assertThat(Spine.loader(daos, fhir).load().unchanged()).isNotNegative();
    }

    @Test
    void writesNothingTheSecondTime() {
        assertThat(Spine.loader(daos, fhir).load()).isEqualTo(new ArtifactLoader.Loaded(0, 6, 0));
        assertThat(artifacts.load().written()).isZero();
    }

    @Test
    void repairsWhatWasChanged() {
        ValueSet changed = http.get("ValueSet/spine-measured").as(ValueSet.class);
        assertThat(http.put("ValueSet/spine-measured", changed.setTitle("other"))
                        .status())
                .isEqualTo(200);
        assertThat(Spine.loader(daos, fhir).load()).isEqualTo(new ArtifactLoader.Loaded(1, 5, 0));
    }

    @Test
    void putsTheCqlIntoTheLibrary() {
        Library library = http.get("Library/spine-logic").as(Library.class);
        assertThat(library.getContentFirstRep().getContentType()).isEqualTo("text/cql");
        assertThat(new String(library.getContentFirstRep().getData())).startsWith("library SpineLogic");
    }

    @Test
    void findsArtifactsByUrl() {
        assertThat(http.get("ValueSet?url=" + MEASURED).as(Bundle.class).getEntry())
                .hasSize(1);
    }

    /** The second system is known to the server by nothing but the list in the value set. */
    @Test
    void expandsListsOfSystemsItHasNoResourceFor() {
        ValueSet expanded = http.get("ValueSet/$expand?url=" + MEASURED).as(ValueSet.class);
        assertThat(expanded.getExpansion().getContains())
                .extracting(ValueSet.ValueSetExpansionContainsComponent::getCode)
                .containsExactlyInAnyOrder("length", "11961-0");
    }

    @Test
    void validatesCodesOfThoseLists() {
        assertThat(isIn("http://loinc.org", "11961-0")).isTrue();
        assertThat(isIn(Spine.BASE + "CodeSystem/spine-code", "length")).isTrue();
        assertThat(isIn(Spine.BASE + "CodeSystem/spine-code", "width")).isFalse();
        assertThat(isIn("http://loinc.org", "11996-6")).isFalse();
    }

    @Test
    void loadsASampleOnlyOnce() {
        SampleDataLoader loader = new SampleDataLoader(new ArtifactFiles(fhir, "spine"), daos, system);
        loader.begin();
        Patient loaded = http.get("Patient/spine-sample").as(Patient.class);
        assertThat(loaded.getNameFirstRep().getFamily()).isEqualTo("Sample");
        int found = conditions();

        loaded.getNameFirstRep().setFamily("Changed");
        assertThat(http.put("Patient/spine-sample", loaded).status()).isEqualTo(200);
        loader.begin();

        assertThat(http.get("Patient/spine-sample")
                        .as(Patient.class)
                        .getNameFirstRep()
                        .getFamily())
                .isEqualTo("Changed");
        assertThat(conditions()).isEqualTo(found).isEqualTo(1);
    }

    private int conditions() {
        return http.get("Condition?subject=Patient/spine-sample")
                .as(Bundle.class)
                .getEntry()
                .size();
    }

    @Test
    void loadsNoSamplesUnlessAsked() {
        assertThat(samples.getIfAvailable()).isNull();
    }

    @Test
    void stopsTheClockAtTheGivenDay() {
        assertThat(LocalDate.now(clock)).isEqualTo("2026-06-15");
    }

    private boolean isIn(String system, String code) {
        FhirHttp.Answer answer =
                http.get("ValueSet/$validate-code?url=" + MEASURED + "&system=" + system + "&code=" + code);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.as(Parameters.class).getParameterBool("result");
    }
}
