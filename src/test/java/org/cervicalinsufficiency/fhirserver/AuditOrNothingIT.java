package org.cervicalinsufficiency.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.ServerTest;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What cannot be written down is not done, and what was read without it is not given out. */
@ServerTest
class AuditOrNothingIT {

    private static final String FAMILY = "Example-of-the-lost-trail";

    private final FhirHttp http;
    private final IInterceptorService interceptors;

    @Autowired
    AuditOrNothingIT(FhirHttp http, IInterceptorService interceptors) {
        this.http = http;
        this.interceptors = interceptors;
    }

    /** As if the table of the trail were full. */
    @Interceptor
    public static final class NoTrail {

        /** Refuses every event. */
        @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
        public void creating(IBaseResource resource) {
            if (resource instanceof AuditEvent) {
                throw new IllegalStateException("The trail takes nothing for a test.");
            }
        }
    }

    private static Patient patient(String id) {
        Patient patient = new Patient();
        patient.setId(id);
        patient.addName().setFamily(FAMILY);
        return patient;
    }

    @Test
    void refusesWritesReadsAndSearchesWithoutATrail() {
        assertThat(http.put("Patient/trail-kept", patient("trail-kept")).status())
                .isEqualTo(201);
        Bundle transaction = new Bundle().setType(Bundle.BundleType.TRANSACTION);
        transaction
                .addEntry()
                .setResource(patient("trail-lost-2"))
                .getRequest()
                .setMethod(Bundle.HTTPVerb.PUT)
                .setUrl("Patient/trail-lost-2");
        NoTrail full = new NoTrail();

        interceptors.registerInterceptor(full);
        try {
            assertThat(http.put("Patient/trail-lost-1", patient("trail-lost-1")).status())
                    .isIn(500, 503);
            assertThat(http.post("", transaction).status()).isIn(500, 503);
            for (String read : new String[] {"Patient/trail-kept", "Patient?_id=trail-kept"}) {
                FhirHttp.Answer answer = http.get(read);
                assertThat(answer.status()).as(read).isEqualTo(503);
                assertThat(answer.body()).contains("could not be audited").doesNotContain(FAMILY);
            }
        } finally {
            interceptors.unregisterInterceptor(full);
        }

        assertThat(http.get("Patient/trail-lost-1").status()).isEqualTo(404);
        assertThat(http.get("Patient/trail-lost-2").status()).isEqualTo(404);
        assertThat(http.get("Patient/trail-kept").body()).contains(FAMILY);
    }
}
