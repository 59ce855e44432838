package org.cervicalinsufficiency.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Entries of Bundles and queries, as the door reads them. */
class EntryActTest {

    private static BundleEntryComponent entry(HTTPVerb method, String url) {
        BundleEntryComponent entry = new BundleEntryComponent();
        entry.getRequest().setMethod(method).setUrl(url);
        return method == HTTPVerb.POST || method == HTTPVerb.PUT
                ? entry.setResource(new Patient().setActive(true))
                : entry;
    }

    @ParameterizedTest
    @CsvSource({
        "GET, Patient, SEARCH",
        "GET, Patient?name=a, SEARCH",
        "GET, /Patient/1, READ",
        "HEAD, Patient/1, READ",
        "GET, Patient/1/_history, HISTORY_INSTANCE",
        "GET, Patient/1/_history/2, VREAD",
        "GET, Patient/_history, HISTORY_TYPE",
        "POST, Patient, CREATE",
        "PUT, Patient/1, UPDATE",
        "PUT, Patient?identifier=1, CONDITIONAL_UPDATE",
        "PATCH, Patient/1, PATCH",
        "PATCH, Patient?identifier=1, CONDITIONAL_PATCH",
        "DELETE, Patient/1, DELETE",
        "DELETE, Patient?identifier=1, CONDITIONAL_DELETE"
    })
    void readsWhatAnEntryAsksFor(HTTPVerb method, String url, String act) {
        EntryAct read = EntryAct.of(entry(method, url)).orElseThrow();
        assertThat(read.act().orElseThrow().name()).isEqualTo(act);
        assertThat(read.type()).isEqualTo("Patient");
        assertThat(read.query()).isEqualTo(url.contains("?") ? url.substring(url.indexOf('?') + 1) : "");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, ''",
        "GET, ?_id=1",
        "GET, metadata",
        "GET, Patient/_search",
        "GET, Patient/1/Observation",
        "GET, Patient/1/_history/2/3",
        "GET, https://cds.example/fhir/Patient/1",
        "GET, Pat%69ent/1",
        "GET, //Patient",
        "POST, ''",
        "POST, Patient/1",
        "POST, Patient?name=a",
        "POST, Patient/_search",
        "POST, Observation",
        "PUT, Patient",
        "PUT, Patient/1?name=a",
        "PUT, Observation/1",
        "PUT, Patient/1/_history/2",
        "PATCH, Patient",
        "DELETE, Patient",
        "DELETE, Patient/1/_history",
        "DELETE, Patient/1/$meta",
        "GET, Patient/1/x/$everything"
    })
    void knowsNoOtherEntry(HTTPVerb method, String url) {
        assertThat(EntryAct.of(entry(method, url))).isEmpty();
    }

    @Test
    void readsConditionsAndOperations() {
        BundleEntryComponent create = entry(HTTPVerb.POST, "Patient");
        create.getRequest().setIfNoneExist("Patient?subject:Patient.name=x");
        assertThat(EntryAct.of(create).orElseThrow().query()).isEqualTo("subject:Patient.name=x");
        assertThat(EntryAct.of(entry(HTTPVerb.GET, "Patient/1/$everything?x=1"))
                        .orElseThrow()
                        .operation())
                .isEqualTo("$everything");
    }

    @ParameterizedTest
    @CsvSource({
        "name=a&birthdate=b, ''",
        "subject:Patient.name=a, Patient",
        "patient.name=a, Patient",
        "patient:Patient.organization:Organization.name=a, Organization+Patient",
        "_has:Observation:subject:code=a, Observation",
        "_has%3AObservation%3Asubject%3Acode=a, Observation",
        "_has:Observation:subject:_has:AuditEvent:entity:agent=a, AuditEvent+Observation",
        "_has:Observation:subject:encounter:Encounter.class=a, Encounter+Observation",
        "_sort=-subject:Patient.name, Patient",
        "code=http://x.y|a.b, ''"
    })
    void findsTheTypesBehindAQuery(String query, String types) throws Exception {
        Set<String> expected = types.isEmpty() ? Set.of() : Set.of(types.split("\\+"));
        assertThat(SearchReach.of(query)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "subject.name=a",
        "_has=a",
        "_has:x=a",
        "a.b.c=d",
        "%zz=a",
        "subject:patient.name=a",
        "_sort=subject.name"
    })
    void refusesChainsThatNameNoType(String query) {
        assertThatThrownBy(() -> SearchReach.of(query)).isInstanceOf(SearchReach.Untyped.class);
    }
}
