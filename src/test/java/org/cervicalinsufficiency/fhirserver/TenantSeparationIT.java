package org.cervicalinsufficiency.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.util.List;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.SecureServerTest;
import org.cervicalinsufficiency.questionnaire.DerivedIds;
import org.cervicalinsufficiency.questionnaire.FormOfAnswers;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Library;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.RiskAssessment;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What one tenant stores, no other reads, finds, counts, pages, changes, refers to or is told about. */
@SecureServerTest
class TenantSeparationIT {

    private static final String ALL = "system/*.cruds";
    private static final String AUTHORED = "2026-06-10";

    private final DaoRegistry daos;
    private final TenantStores stores;
    private final CurrentTenants tenants;
    private final ScreeningFormTable table;
    private final SecuredCalls.As alpha;
    private final SecuredCalls.As beta;
    private final SecuredCalls calls;

    @Autowired
    TenantSeparationIT(
            FhirHttp http, DaoRegistry daos, TenantStores stores, CurrentTenants tenants, ScreeningFormTable table) {
        this.daos = daos;
        this.stores = stores;
        this.tenants = tenants;
        this.table = table;
        this.calls = new SecuredCalls(http);
        this.alpha = calls.as("alpha-integrator", ALL);
        this.beta = calls.as("beta-integrator", ALL);
    }

    @BeforeEach
    void storeSomethingInBoth() {
        for (String tenant : List.of("alpha", "beta")) {
            store(tenant, patient("only-" + tenant, tenant + "-family"));
            store(tenant, observation("obs-" + tenant, "Patient/only-" + tenant));
        }
    }

    private TenantStore home(String tenant) {
        return stores.of(tenants.get().find(tenant).orElseThrow());
    }

    @SuppressWarnings("unchecked")
    private <T extends Resource> void store(String tenant, T resource) {
        var unused = daos.getResourceDao((Class<T>) resource.getClass())
                .update(resource, home(tenant).asServer());
    }

    private static Patient patient(String id, String family) {
        Patient patient = new Patient();
        patient.setId(id);
        patient.addName().setFamily(family);
        patient.addIdentifier().setSystem("https://numbers.example").setValue(id);
        return patient;
    }

    private static Observation observation(String id, String subject) {
        Observation observation =
                new Observation().setStatus(Observation.ObservationStatus.FINAL).setSubject(new Reference(subject));
        observation.setId(id);
        observation.getCode().setText("A test");
        return observation;
    }

    private static QuestionnaireResponse form(String subject) {
        return FormOfAnswers.earlyBirth(new Reference(subject), AUTHORED).unsent();
    }

    private static String family(FhirHttp.Answer answer) {
        return answer.as(Patient.class).getNameFirstRep().getFamily();
    }

    private static Bundle bundle(FhirHttp.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.as(Bundle.class);
    }

    @Test
    void readsTheOwnOnly() {
        assertThat(family(alpha.get("Patient/only-alpha"))).isEqualTo("alpha-family");
        assertThat(family(beta.get("Patient/only-beta"))).isEqualTo("beta-family");
        assertThat(alpha.get("Patient/only-beta").status()).isEqualTo(404);
        assertThat(beta.get("Patient/only-alpha").status()).isEqualTo(404);
        assertThat(beta.get("Patient/only-alpha/_history/1").status()).isEqualTo(404);
        assertThat(beta.get("Patient/only-alpha/_history").body()).doesNotContain("alpha-family");
        assertThat(beta.get("Observation/obs-alpha").status()).isEqualTo(404);
    }

    @Test
    void findsCountsAndIncludesTheOwnOnly() {
        assertThat(bundle(beta.get("Patient?family=alpha-family")).getEntry()).isEmpty();
        assertThat(bundle(beta.get("Patient?_id=only-alpha,only-beta")).getEntry())
                .hasSize(1);
        assertThat(bundle(beta.get("Patient?family=alpha-family&_summary=count"))
                        .getTotal())
                .isZero();
        assertThat(bundle(beta.get("Patient?_total=accurate&family=alpha-family"))
                        .getTotal())
                .isZero();
        assertThat(bundle(beta.get("Observation?subject=Patient/only-beta")).getEntry())
                .extracting(entry -> entry.getResource().getIdElement().getIdPart())
                .containsExactly("obs-beta");
        assertThat(beta.get("Observation?_id=obs-beta&_include=Observation:subject")
                        .body())
                .contains("beta-family")
                .doesNotContain("alpha-family");
        assertThat(beta.get("Patient?_id=only-beta&_revinclude=Observation:subject")
                        .body())
                .contains("obs-beta")
                .doesNotContain("obs-alpha", "alpha-family");
        assertThat(bundle(beta.get("Observation?subject:Patient.family=alpha-family"))
                        .getEntry())
                .isEmpty();
        assertThat(bundle(beta.get("Patient?_has:Observation:subject:_id=obs-alpha"))
                        .getEntry())
                .isEmpty();
        assertThat(beta.get("Patient/_history").body()).contains("beta-family").doesNotContain("alpha-family");
    }

    @Test
    void givesNoPageOfAnothersList() {
        for (int version = 0; version < 4; version++) {
            store("alpha", patient("paged", "alpha-page-" + version));
        }
        Bundle first = bundle(alpha.get("Patient/paged/_history?_count=2"));
        assertThat(first.getLink("next")).isNotNull();
        String next = first.getLink("next").getUrl().replaceFirst("^.*/fhir", "");
        assertThat(alpha.raw("GET", "/fhir" + next, "", "text/plain").body()).contains("alpha-page-");

        FhirHttp.Answer stolen = beta.raw("GET", "/fhir" + next, "", "text/plain");
        assertThat(stolen.body()).doesNotContain("alpha-page-");
        FhirHttp.Answer narrow =
                calls.as("alpha-integrator", "system/Task.rs").raw("GET", "/fhir" + next, "", "text/plain");
        assertThat(narrow.status()).isEqualTo(403);
        assertThat(narrow.body()).doesNotContain("alpha-page-");
    }

    /** The same form about the same name of a patient, sent by both: two forms, since the patients are two. */
    @Test
    void keepsFormsAndWhatFollowsFromThemApart() {
        FhirHttp.Answer sent = alpha.post("QuestionnaireResponse", named());
        assertThat(sent.status()).as(sent.body()).isEqualTo(201);
        FhirHttp.Answer same = beta.post("QuestionnaireResponse", named());
        assertThat(same.status())
                .as("not the other tenant's, though everything in it is the same")
                .isEqualTo(201);
        String id = sent.as(QuestionnaireResponse.class).getIdElement().getIdPart();
        String assessment = "RiskAssessment/" + DerivedIds.assessment(id);

        assertThat(alpha.get(assessment).status()).isEqualTo(200);
        assertThat(beta.get(assessment).status()).isEqualTo(404);
        assertThat(beta.get("QuestionnaireResponse/" + id).status()).isEqualTo(404);
        assertThat(beta.get("RiskAssessment").body()).doesNotContain(DerivedIds.assessment(id));
        assertThat(bundle(beta.get("Provenance?target=" + assessment)).getEntry())
                .isEmpty();
        assertThat(beta.post("QuestionnaireResponse/" + id + "/$assess", new Parameters())
                        .status())
                .isEqualTo(404);
        assertThat(table.of(home("alpha").owners().of(named().getSubject()))).hasSize(1);
        assertThat(table.of(home("beta").owners().of(named().getSubject()))).hasSize(1);
        assertThat(alpha.post("QuestionnaireResponse", named()).status()).isEqualTo(200);
    }

    private static QuestionnaireResponse named() {
        Reference subject = new Reference();
        subject.getIdentifier().setSystem("https://numbers.example").setValue("both");
        return FormOfAnswers.earlyBirth(subject, AUTHORED).unsent();
    }

    @Test
    void takesNoFormAboutAnothersPatient() {
        assertThat(beta.post("QuestionnaireResponse", form("Patient/only-alpha"))
                        .status())
                .isEqualTo(422);
        assertThat(beta.post("QuestionnaireResponse", form("https://ehr.example/fhir/Patient/1"))
                        .status())
                .isEqualTo(422);
        assertThat(alpha.post("QuestionnaireResponse", form("https://ehr.example/fhir/Patient/1"))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void changesAndDeletesNothingOfAnother() {
        String id = onlyAlphaForm();
        QuestionnaireResponse mine = form("Patient/only-beta");
        mine.setId(id);
        FhirHttp.Answer put = beta.put("QuestionnaireResponse/" + id, mine);
        assertThat(put.status()).as(put.body()).isEqualTo(403);
        assertThat(beta.patch("QuestionnaireResponse/" + id, "[]").status()).isEqualTo(404);
        assertThat(alpha.get("QuestionnaireResponse/" + id).body()).contains("only-alpha");
        assertThat(alpha.get("QuestionnaireResponse/" + id + "/_history")
                        .as(Bundle.class)
                        .getTotal())
                .isEqualTo(1);
        assertThat(table.of(home("alpha").owners().of(new Reference("Patient/only-alpha"))))
                .isNotEmpty();
    }

    private String onlyAlphaForm() {
        QuestionnaireResponse form = form("Patient/only-alpha");
        return alpha.post("QuestionnaireResponse", form)
                .as(QuestionnaireResponse.class)
                .getIdElement()
                .getIdPart();
    }

    @Test
    void fillsFormsAndAppliesPlansFromTheOwnRecord() {
        Parameters about = new Parameters();
        about.addParameter().setName("subject").setValue(new StringType("Patient/only-alpha"));
        String plan = "PlanDefinition/cervical-insufficiency-screening/$apply";
        FhirHttp.Answer own = alpha.post(plan, about);
        assertThat(own.status()).as(own.body()).isEqualTo(200);
        assertThat(beta.post(plan, about).status()).isEqualTo(404);
        String populate = "Questionnaire/"
                + FormOfAnswers.QUESTIONNAIRE.replaceFirst(".*/", "").replaceFirst("\\|.*", "") + "/$populate";
        Parameters subject = new Parameters();
        subject.addParameter().setName("subject").setValue(new Reference("Patient/only-alpha"));
        FhirHttp.Answer filled = alpha.post(populate, subject);
        assertThat(filled.status()).as(filled.body()).isEqualTo(200);
        assertThat(beta.post(populate, subject).status()).isEqualTo(422);
    }

    @Test
    void sharesArtifactsAndNothingElse() {
        SecuredCalls.As author = calls.as("alpha-author", ALL);
        Library library = new Library();
        library.setId("of-alpha-author");
        library.setUrl("https://elsewhere.example/Library/x");
        assertThat(author.put("Library/of-alpha-author", library).status()).isIn(200, 201);
        assertThat(beta.get("Library/of-alpha-author").status()).isEqualTo(200);
        AuditEvent event = new AuditEvent().setOutcomeDesc("of-alpha");
        event.setId("audit-alpha");
        store("alpha", event);
        assertThat(calls.as("beta-auditor", ALL).get("AuditEvent").body()).doesNotContain("of-alpha");
        assertThat(calls.as("alpha-auditor", ALL).get("AuditEvent/audit-alpha").status())
                .isEqualTo(200);
    }

    @Test
    void refersToNothingOfAnother() {
        RiskAssessment risk = new RiskAssessment();
        risk.setStatus(RiskAssessment.RiskAssessmentStatus.FINAL);
        risk.setSubject(new Reference("Patient/only-alpha"));
        risk.setId("refers");
        assertThatThrownBy(() -> store("beta", risk)).isInstanceOf(BaseServerResponseException.class);
    }
}
