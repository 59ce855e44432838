package org.cervicalinsufficiency.tenant;

import java.util.Collection;
import java.util.Set;

/**
 * What a file of registrations is measured against.
 *
 * @param profiles guideline profiles that the artifacts know; empty: not known yet, any passes
 * @param languages languages that the artifacts are written in; empty: not known yet, any tag passes
 * @param services ids of the services there are
 * @param prefetchKeys keys under which the services are sent data; empty: any passes
 * @param topics topics of the cards that the artifacts have; empty: not known yet, any passes
 * @param usualProfile profile of a tenant that names none
 * @param usualLanguage language of a tenant that names none
 * @param development whether plain http and test clients whose private key is public are taken
 * @param keys what knows about keys
 */
public record TenantRules(
        Set<String> profiles,
        Set<String> languages,
        Set<String> services,
        Set<String> prefetchKeys,
        Set<String> topics,
        String usualProfile,
        String usualLanguage,
        boolean development,
        KeyCheck keys) {

    /** Copies the sets. */
    public TenantRules {
        profiles = Set.copyOf(profiles);
        languages = Set.copyOf(languages);
        services = Set.copyOf(services);
        prefetchKeys = Set.copyOf(prefetchKeys);
        topics = Set.copyOf(topics);
    }

    /** Rules for which any key of data and any topic passes. */
    public TenantRules(
            Set<String> profiles,
            Set<String> languages,
            Set<String> services,
            String usualProfile,
            String usualLanguage,
            boolean development,
            KeyCheck keys) {
        this(profiles, languages, services, Set.of(), Set.of(), usualProfile, usualLanguage, development, keys);
    }

    /** The same, when it is known what the artifacts have: profiles, languages they are written in, topics of cards. */
    public TenantRules knowing(Collection<String> known, Collection<String> written, Collection<String> told) {
        return new TenantRules(
                Set.copyOf(known),
                Set.copyOf(written),
                services,
                prefetchKeys,
                Set.copyOf(told),
                usualProfile,
                usualLanguage,
                development,
                keys);
    }
}
