package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.util.List;
import org.cervicalinsufficiency.knowledge.KnowledgeEditions;
import org.cervicalinsufficiency.security.AuthorPermission;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.MetadataResource;
import org.jspecify.annotations.Nullable;

/**
 * Stands before every write of an artifact, in whatever way it arrives: directly, conditionally, as a patch, in a
 * transaction or by an operation. Callers need the permission; the server's own writes do not pass here.
 */
@Interceptor
public final class ArtifactGate {

    private final StoredArtifacts artifacts;
    private final AuthorPermission permission;
    private final KnowledgeEditions editions;
    private final KnowledgePublisher publisher;

    ArtifactGate(
            StoredArtifacts artifacts,
            AuthorPermission permission,
            KnowledgeEditions editions,
            KnowledgePublisher publisher) {
        this.artifacts = artifacts;
        this.permission = permission;
        this.editions = editions;
        this.publisher = publisher;
    }

    /** HAPI's hook before a resource is created. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
    public void beforeCreate(IBaseResource resource, @Nullable RequestDetails call) {
        if (isFromOutside(call) && artifacts.isOurs(resource)) {
            admit(resource, call);
            mark(resource);
        }
    }

    /** HAPI's hook before a resource is changed; what it was decides as well as what it will be. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
    public void beforeUpdate(@Nullable IBaseResource before, IBaseResource after, @Nullable RequestDetails call) {
        boolean was = before != null && artifacts.isOurs(before);
        if (isFromOutside(call) && (was || artifacts.isOurs(after))) {
            admit(after, call);
            mark(after);
        }
    }

    /** HAPI's hook before a resource is deleted. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_DELETED)
    public void beforeDelete(IBaseResource resource, @Nullable RequestDetails call) {
        if (isFromOutside(call) && artifacts.isOurs(resource)) {
            admit(resource, call);
        }
    }

    /** HAPI's hook for a created resource, inside its transaction. */
    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_CREATED)
    public void created(IBaseResource resource, @Nullable RequestDetails call) {
        if (isFromOutside(call) && artifacts.isOurs(resource)) {
            publisher.changed((MetadataResource) resource);
        }
    }

    /** HAPI's hook for a changed resource, inside its transaction. */
    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED)
    public void updated(@Nullable IBaseResource before, IBaseResource after, @Nullable RequestDetails call) {
        if (!isFromOutside(call)) {
            return;
        }
        if (artifacts.isOurs(after)) {
            publisher.changed((MetadataResource) after);
        } else if (before != null && artifacts.isOurs(before)) {
            publisher.removed((MetadataResource) before);
        }
    }

    /** HAPI's hook for a deleted resource, inside its transaction. */
    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_DELETED)
    public void deleted(IBaseResource resource, @Nullable RequestDetails call) {
        if (isFromOutside(call) && artifacts.isOurs(resource)) {
            publisher.removed((MetadataResource) resource);
        }
    }

    private static boolean isFromOutside(@Nullable RequestDetails call) {
        return !(call instanceof SystemRequestDetails);
    }

    /** Where clients prove who they are, their role was asked about before; else an author's token is. */
    private void admit(IBaseResource resource, @Nullable RequestDetails call) {
        if (call != null && FhirDoor.grantOf(call).isPresent()) {
            publisher.join();
            return;
        }
        List<String> authorization = call == null ? List.of() : call.getHeaders("Authorization");
        permission.refusal(authorization).ifPresent(why -> {
            throw AuthoringOutcome.forbidden("Changing this " + resource.fhirType()
                    + " needs the permission of an author, because it decides about patients: " + why);
        });
        publisher.join();
    }

    /** An author's version is kept by the loader; the shipped text is nobody's. */
    private void mark(IBaseResource resource) {
        MetadataResource artifact = (MetadataResource) resource;
        artifacts.markAsAuthored(artifact, artifacts.isOurs(artifact) && !editions.isAsShipped(artifact));
    }
}
