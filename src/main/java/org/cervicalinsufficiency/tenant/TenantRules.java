package org.cervicalinsufficiency.tenant;

import java.util.Set;

/**
 * What a file of registrations is measured against.
 *
 * @param profiles guideline profiles that the artifacts know
 * @param languages languages that the artifacts are written in; empty: not known yet, any tag passes
 * @param services ids of the services there are
 * @param usualProfile profile of a tenant that names none
 * @param usualLanguage language of a tenant that names none
 * @param development whether plain http and test clients whose private key is public are taken
 * @param keys what knows about keys
 */
public record TenantRules(
        Set<String> profiles,
        Set<String> languages,
        Set<String> services,
        String usualProfile,
        String usualLanguage,
        boolean development,
        KeyCheck keys) {

    /** Copies the sets. */
    public TenantRules {
        profiles = Set.copyOf(profiles);
        languages = Set.copyOf(languages);
        services = Set.copyOf(services);
    }

    /** The same, when it is known which languages there are. */
    public TenantRules withLanguages(Set<String> written) {
        return new TenantRules(profiles, written, services, usualProfile, usualLanguage, development, keys);
    }
}
