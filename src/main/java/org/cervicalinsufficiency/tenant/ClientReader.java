package org.cervicalinsufficiency.tenant;

import java.time.Duration;
import java.util.List;

/** Reads one client of the hooks. */
final class ClientReader {

    private static final List<String> KEYS = List.of(
            "name",
            "issuer",
            "jwks",
            "jku",
            "algorithms",
            "max-lifetime",
            "subject",
            "audiences",
            "tenant-claims",
            "services");
    private static final Duration USUAL_LIFETIME = Duration.ofSeconds(300);
    private static final Duration LONGEST_LIFETIME = Duration.ofSeconds(3600);

    private final TenantRules rules;
    private final Uniqueness once;
    private final KeyReader keys;

    ClientReader(TenantRules rules, Uniqueness once) {
        this.rules = rules;
        this.once = once;
        this.keys = new KeyReader(rules, once);
    }

    /** The client, as far as it could be read. */
    CdsClient read(Section section) {
        section.knowing(KEYS);
        String name = Values.name(section, "name");
        once.once("alias", name, section, "name", "give each client and app a name of its own");
        String issuer = section.required("issuer", "write the exact text of the iss claim of its tokens");
        once.once("issuer", issuer, section, "issuer", "register each issuer once, for one tenant");
        if (!rules.development() && TestClients.isAddress(issuer)) {
            section.refuse("issuer", "is a test client whose private key is public", "remove it outside development");
        }
        List<String> jku = section.texts("jku");
        KeyReader.Keys signing = keys.read(section, jku, "client");
        jku.forEach(address -> once.once("jku", address, section, "jku", "let each client have keys of its own"));
        List<String> services = section.texts("services");
        Values.among(section, "services", services, rules.services());
        return new CdsClient(
                name,
                issuer,
                signing.jwks(),
                jku,
                signing.algorithms(),
                Values.duration(section, "max-lifetime", USUAL_LIFETIME, LONGEST_LIFETIME),
                section.text("subject"),
                section.texts("audiences"),
                section.texts("tenant-claims"),
                services);
    }
}
