package org.cervicalinsufficiency;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.cervicalinsufficiency.tenant.InvalidTenantFile;
import org.cervicalinsufficiency.tenant.TenantFile;
import org.cervicalinsufficiency.tenant.Tenants;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** What production needs and must not have (security specification, W9 and N3), each as one sentence with its setting. */
final class ProductionChecks {

    /** Passwords that everybody knows. */
    private static final Set<String> KNOWN_PASSWORDS =
            Set.of("screening", "postgres", "password", "changeit", "changeme", "admin", "secret", "test", "sa");

    /** Switches for development, each with the only value that production takes. */
    private static final List<String> OFF = List.of(
            "screening.sample-data",
            "screening.hooks.allow-http-fhir-server",
            "screening.hooks.evaluation-date-header",
            "screening.outbound.allow-private-addresses",
            "screening.artifacts.reset",
            "spring.h2.console.enabled");

    private final Environment environment;
    private final List<String> missing = new ArrayList<>();

    ProductionChecks(Environment environment) {
        this.environment = environment;
    }

    /** One sentence for each thing; none if production may start. */
    List<String> missing() {
        missing.clear();
        url();
        password();
        tenants();
        address();
        forwarded();
        switches();
        return List.copyOf(missing);
    }

    /**
     * The same for a process that works on the database and serves nothing.
     *
     * @param production whether the password must be one that others do not know
     */
    List<String> missingOfDatabase(boolean production) {
        missing.clear();
        url();
        if (production) {
            password();
        }
        return List.copyOf(missing);
    }

    private void url() {
        if (!setting("spring.datasource.url").startsWith("jdbc:postgresql:")) {
            missing.add("spring.datasource.url is no PostgreSQL database: set it to jdbc:postgresql://HOST/DATABASE.");
        }
    }

    private void password() {
        String password = setting("spring.datasource.password");
        if (password.isBlank()) {
            missing.add("spring.datasource.password is not set: give the password of the database,"
                    + " best in the environment as SPRING_DATASOURCE_PASSWORD.");
        } else if (KNOWN_PASSWORDS.contains(password.toLowerCase(Locale.ROOT))
                || password.equals(setting("spring.datasource.username"))) {
            missing.add("spring.datasource.password is one that everybody knows: choose another.");
        }
    }

    private void tenants() {
        Optional<TenantFile> file = TenantConfiguration.file(environment);
        if (file.isEmpty()) {
            missing.add(
                    "screening.tenants-file is not set: register every EHR and the authorization server in a file.");
            return;
        }
        try {
            missing.addAll(missing(file.get().read()));
        } catch (InvalidTenantFile broken) {
            missing.addAll(String.valueOf(broken.getMessage()).lines().toList());
        }
    }

    /** What registrations lack, at the start and whenever the file changes: nobody, or everybody, would be let in. */
    static List<String> missing(Tenants tenants) {
        List<String> missing = new ArrayList<>();
        if (tenants.all().stream().allMatch(tenant -> tenant.clients().isEmpty())) {
            missing.add("screening.tenants-file registers no client of the hooks: nobody could call them.");
        }
        if (tenants.authorizationServer().isEmpty()) {
            missing.add("screening.tenants-file has no authorization-server: name the one whose tokens /fhir takes.");
        }
        return missing;
    }

    private void address() {
        String address = setting("screening.base-url");
        if (!address.startsWith("https://")) {
            missing.add("screening.base-url is not https: set it to the address that clients call,"
                    + " for example https://cds.example.");
        }
    }

    private void forwarded() {
        if (setting("server.forward-headers-strategy").equalsIgnoreCase("framework")) {
            missing.add(
                    "server.forward-headers-strategy=framework takes the address of a caller from anybody's headers:"
                            + " set it to native, which believes the proxies of server.tomcat.remoteip.internal-proxies.");
        }
    }

    private void switches() {
        if (environment.acceptsProfiles(Profiles.of("acceptance"))) {
            missing.add("spring.profiles.active has acceptance, which is for tests: leave production alone.");
        }
        if (!setting("screening.today").isBlank()) {
            missing.add("screening.today stops the clock: remove it.");
        }
        OFF.stream()
                .filter(this::isOn)
                .forEach(name -> missing.add(name + " is a switch for development: remove it, or set it to false."));
        boolean authors = Binder.get(environment)
                .bind("screening.authoring.token-sha256", Bindable.listOf(String.class))
                .map(hashes -> !hashes.isEmpty())
                .orElse(false);
        if (authors) {
            missing.add("screening.authoring.token-sha256 admits authors without the authorization server:"
                    + " remove it, and register them as apps with the role author.");
        }
    }

    /** Spring takes on, yes and 1 for true as well, and a condition of a bean anything but false: off, or nothing at all. */
    private boolean isOn(String name) {
        String value = environment.getProperty(name);
        return value != null && !value.equalsIgnoreCase("false");
    }

    private String setting(String name) {
        return Optional.ofNullable(environment.getProperty(name)).orElse("").strip();
    }
}
