package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.QuestionnaireResponse;

/** Drops what a form says in HTML before it is stored: everything it has to say stands in its answers. */
@Interceptor
public final class NoNarratives {

    NoNarratives() {}

    /** HAPI's hook before a new resource is written. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
    public void creating(IBaseResource resource) {
        drop(resource);
    }

    /** HAPI's hook before a new version of a resource is written. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
    public void updating(IBaseResource before, IBaseResource after) {
        drop(after);
    }

    private static void drop(IBaseResource resource) {
        if (resource instanceof QuestionnaireResponse form) {
            form.setText(null);
            form.getContained().forEach(contained -> {
                if (contained instanceof DomainResource domain) {
                    domain.setText(null);
                }
            });
        }
    }
}
