package org.cervicalinsufficiency.replicas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.cervicalinsufficiency.SecureTenants;

/** What the profile production needs to start, with the registrations of {@link SecureTenants} that it takes. */
public final class ProductionSettings {

    private ProductionSettings() {}

    /**
     * Settings of a serving process.
     *
     * @param databaseUrl where it finds the database, for example {@link TestDatabase#url()}
     */
    public static Map<String, String> serving(String databaseUrl) {
        Map<String, String> settings = database(databaseUrl, TestDatabase.SERVER);
        settings.put("server.address", "127.0.0.1");
        settings.put("screening.base-url", SecureTenants.BASE);
        settings.put("screening.tenants-file", tenantsFile().toString());
        return settings;
    }

    /** Settings of the migration, which needs a database and nothing else. */
    public static Map<String, String> migrating(String databaseUrl) {
        return database(databaseUrl, TestDatabase.OWNER);
    }

    private static Map<String, String> database(String url, String role) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("spring.profiles.active", "production");
        settings.put("spring.datasource.url", url);
        settings.put("spring.datasource.username", role);
        settings.put("spring.datasource.password", TestDatabase.PASSWORD);
        return settings;
    }

    private static Path tenantsFile() {
        String registrations = SecureTenants.yaml()
                .replaceAll(", \"http://127[^\"]+\"", "")
                .replaceAll("(?m)^ *private-networks:.*\n", "");
        try {
            Path folder = Files.createDirectories(Path.of("target/it/tenants"));
            return Files.writeString(folder.resolve(UUID.randomUUID() + ".yaml"), registrations);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
