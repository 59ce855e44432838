package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.opencds.cqf.fhir.cql.EvaluationSettings;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Forgets the compiled CQL and the expanded value sets of the clinical-reasoning operations as soon as a Library or a
 * ValueSet was written, so that the next call works with what is stored. Libraries that include the changed one are
 * forgotten with it.
 */
@Interceptor
public class CompiledKnowledge {

    private static final Set<String> KNOWLEDGE = Set.of("Library", "ValueSet", "CodeSystem");

    private final EvaluationSettings settings;

    CompiledKnowledge(EvaluationSettings settings) {
        this.settings = settings;
    }

    /** HAPI's hook for a new resource. */
    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_CREATED)
    public void created(IBaseResource resource) {
        forgetAfterCommit(resource);
    }

    /** HAPI's hook for a new version of a resource. */
    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED)
    public void updated(IBaseResource before, IBaseResource after) {
        forgetAfterCommit(after);
    }

    /** HAPI's hook for a deleted resource. */
    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_DELETED)
    public void deleted(IBaseResource resource) {
        forgetAfterCommit(resource);
    }

    private void forgetAfterCommit(IBaseResource changed) {
        if (!KNOWLEDGE.contains(changed.fhirType())) {
            return;
        }
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    forget();
                }
            });
        } else {
            forget();
        }
    }

    private void forget() {
        settings.getLibraryCache().clear();
        settings.getValueSetCache().clear();
    }
}
