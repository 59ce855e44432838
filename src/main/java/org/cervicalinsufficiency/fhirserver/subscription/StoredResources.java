package org.cervicalinsufficiency.fhirserver.subscription;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Subscription;
import org.hl7.fhir.r4.model.Subscription.SubscriptionStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The resources as they are stored now. */
final class StoredResources {

    private static final Logger LOG = LoggerFactory.getLogger(StoredResources.class);

    private final DaoRegistry daos;

    StoredResources(DaoRegistry daos) {
        this.daos = daos;
    }

    /**
     * Reads the current version.
     *
     * @param subscription in whose part of the store it lies
     * @return empty if the resource was deleted
     */
    Optional<Resource> read(SubscriptionKey subscription, String type, String id) {
        try {
            IBaseResource found = daos.getResourceDao(type).read(new IdType(type, id), subscription.asServer());
            return Optional.of((Resource) found);
        } catch (ResourceNotFoundException | ResourceGoneException gone) {
            return Optional.empty();
        }
    }

    /** The Subscription, if it is stored and active. */
    Optional<Subscription> activeSubscription(SubscriptionKey key) {
        return read(key, "Subscription", key.id())
                .map(Subscription.class::cast)
                .filter(subscription -> subscription.getStatus() == SubscriptionStatus.ACTIVE);
    }

    /** Puts a Subscription into error; its client sees why, mends it and sets it active again. */
    void fail(SubscriptionKey key, Subscription active, String why) {
        write(key, active.copy().setStatus(SubscriptionStatus.ERROR).setError(why));
    }

    /** Switches a Subscription off because its end has passed. */
    void end(SubscriptionKey key, Subscription active) {
        write(key, active.copy().setStatus(SubscriptionStatus.OFF));
    }

    /** Written over the version that was read only: what its client, or another replica, changed meanwhile wins. */
    private void write(SubscriptionKey key, Subscription changed) {
        IFhirResourceDao<Subscription> dao = daos.getResourceDao(Subscription.class);
        try {
            dao.update(changed, SubscriptionGate.ownWrite(key));
        } catch (ResourceVersionConflictException changedMeanwhile) {
            LOG.debug("A Subscription was changed at the same time");
        }
    }
}
