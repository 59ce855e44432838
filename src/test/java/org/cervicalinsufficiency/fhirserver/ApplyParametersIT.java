package org.cervicalinsufficiency.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.ServerTest;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Library;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RequestGroup;
import org.hl7.fhir.r4.model.RequestGroup.RequestGroupActionComponent;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What {@code PlanDefinition/$apply} does with parameters, data, errors and changed libraries. */
@ServerTest
class ApplyParametersIT {

    private static final DateType IDES = new DateType("2026-06-15");

    private final FhirHttp http;
    private final FhirContext fhir;
    private final DaoRegistry daos;

    @Autowired
    ApplyParametersIT(FhirHttp http, FhirContext fhir, DaoRegistry daos) {
        this.http = http;
        this.fhir = fhir;
        this.daos = daos;
    }

    @BeforeEach
    void load() {
        assertThat(Spine.loader(daos, fhir).load().unchanged()).isNotNegative();
        store("ada");
    }

    @Test
    void passesADateAndAStringToTheLibrary() {
        CarePlan plan = apply("spine-plan", call("Patient/ada", IDES, "uk"));

        assertThat(ids(plan)).containsExactly("Ides", "DateTyped", "Uk");
        assertThat(actions(plan).get(0).getTitle()).isEqualTo("Today is 2026-06-15");
        assertThat(actions(plan).get(2).getAction())
                .extracting(RequestGroupActionComponent::getId)
                .as("children have conditions of their own")
                .containsExactly("UkOrder", "UkPlain");
        assertThat(outcomes(plan)).isEmpty();
    }

    @Test
    void takesADifferentDay() {
        assertThat(ids(apply("spine-plan", call("Patient/ada", new DateType("2026-06-16"), "us"))))
                .containsExactly("DateTyped");
    }

    @Test
    void takesABareSubjectId() {
        assertThat(ids(apply("spine-plan", call("ada", IDES, "us")))).contains("Ides");
    }

    /** A trap: the wrong type is neither converted nor reported, the conditions just do not hold. */
    @Test
    void neitherConvertsNorReportsADateTimeOrAString() {
        for (Type wrong : List.of(new DateTimeType("2026-06-15"), new StringType("2026-06-15"))) {
            CarePlan plan = apply("spine-plan", call("Patient/ada", wrong, "us"));
            assertThat(ids(plan)).isEmpty();
            assertThat(outcomes(plan)).isEmpty();
        }
    }

    @Test
    void evaluatesDataOfTheCallWithAndWithoutTheServersOwn() {
        Bundle data = new Bundle().setType(Bundle.BundleType.COLLECTION);
        data.addEntry().setResource(patient("eve"));
        data.addEntry().setResource(measurement("Patient/eve").setId("m1"));
        for (boolean alsoStored : List.of(true, false)) {
            Parameters call = call("Patient/eve", IDES, "us").addParameter("useServerData", alsoStored);
            call.addParameter().setName("data").setResource(data);
            assertThat(ids(apply("spine-plan", call))).containsExactly("Ides", "DateTyped", "Measured");
        }
    }

    @Test
    void readsMoreStoredResourcesThanOnePageHolds() {
        store("many");
        for (int half = 0; half < 2; half++) {
            Bundle batch = new Bundle().setType(Bundle.BundleType.TRANSACTION);
            for (int i = 0; i < 60; i++) {
                batch.addEntry()
                        .setResource(measurement("Patient/many"))
                        .getRequest()
                        .setMethod(Bundle.HTTPVerb.POST)
                        .setUrl("Observation");
            }
            assertThat(http.post("", batch).status()).isEqualTo(200);
        }

        assertThat(ids(apply("spine-plan", call("Patient/many", IDES, "us"))))
                .contains("Measured", "ManyMeasured", "ManyAny");
    }

    @Test
    void reportsAFailedConditionAsOutcomeAndGoesOn() {
        CarePlan plan = apply("spine-broken", call("Patient/ada", IDES, "us"));

        assertThat(ids(plan)).containsExactly("Fine");
        assertThat(outcomes(plan))
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.getIssue())
                        .extracting(issue -> issue.getDiagnostics())
                        .anyMatch(words -> words.contains("Condition expression Broken encountered exception"))
                        .anyMatch(words -> words.contains("NoSuchDefine")));
    }

    @Test
    void offersTheR5Form() {
        Parameters answer = http.post("PlanDefinition/spine-plan/$r5.apply", call("Patient/ada", IDES, "us"))
                .as(Parameters.class);
        Bundle bundle = (Bundle) answer.getParameterFirstRep().getResource();
        RequestGroup group = (RequestGroup) bundle.getEntryFirstRep().getResource();
        assertThat(group.getAction())
                .extracting(RequestGroupActionComponent::getId)
                .containsExactly("Ides", "DateTyped");
    }

    @Test
    void usesAChangedLibraryAtOnce() {
        Library library = http.get("Library/spine-logic").as(Library.class);
        byte[] text = library.getContentFirstRep().getData();
        String changed = new String(text, StandardCharsets.UTF_8).replace("\"Profile\" = 'uk'", "\"Profile\" = 'fr'");
        try {
            assertThat(ids(apply("spine-plan", call("Patient/ada", IDES, "uk"))))
                    .contains("Uk");
            assertThat(http.put("Library/spine-logic", LibraryContent.fill(library, changed))
                            .status())
                    .isEqualTo(200);
            assertThat(ids(apply("spine-plan", call("Patient/ada", IDES, "uk"))))
                    .doesNotContain("Uk");
            assertThat(ids(apply("spine-plan", call("Patient/ada", IDES, "fr"))))
                    .contains("Uk");
        } finally {
            assertThat(Spine.loader(daos, fhir).load().written()).isEqualTo(1);
        }
    }

    private CarePlan apply(String plan, Parameters call) {
        FhirHttp.Answer answer = http.post("PlanDefinition/" + plan + "/$apply", call);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.as(CarePlan.class);
    }

    private void store(String id) {
        assertThat(http.put("Patient/" + id, patient(id)).status()).isIn(200, 201);
    }

    private static Patient patient(String id) {
        Patient patient = new Patient();
        patient.setId(id);
        return patient;
    }

    private static Observation measurement(String subject) {
        Observation measurement =
                new Observation().setStatus(Observation.ObservationStatus.FINAL).setSubject(new Reference(subject));
        measurement
                .getCode()
                .addCoding()
                .setSystem(Spine.BASE + "CodeSystem/spine-code")
                .setCode("length");
        return measurement;
    }

    private static Parameters call(String subject, Type today, String profile) {
        Parameters library = new Parameters();
        library.addParameter().setName("Today").setValue(today);
        library.addParameter("Profile", profile);
        Parameters call = new Parameters().addParameter("subject", subject);
        call.addParameter().setName("parameters").setResource(library);
        return call;
    }

    private static List<RequestGroupActionComponent> actions(CarePlan plan) {
        return contained(plan, RequestGroup.class)
                .flatMap(group -> group.getAction().stream())
                .toList();
    }

    private static List<String> ids(CarePlan plan) {
        return actions(plan).stream().map(RequestGroupActionComponent::getId).toList();
    }

    private static List<OperationOutcome> outcomes(CarePlan plan) {
        return contained(plan, OperationOutcome.class).toList();
    }

    private static <T> Stream<T> contained(CarePlan plan, Class<T> type) {
        return plan.getContained().stream().filter(type::isInstance).map(type::cast);
    }
}
