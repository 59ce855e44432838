package org.cervicalinsufficiency.cdshooks;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The services of this server: a list fixed at start-up, in the order of their ids, and the discovery made of it. */
public final class ServiceCatalog {

    private final Map<String, CdsService> services = new TreeMap<>();
    private final byte[] discovery;
    private final String entityTag;

    /** Takes these services and no others for as long as it lives. */
    public ServiceCatalog(Collection<? extends CdsService> services) {
        for (CdsService service : services) {
            String id = service.definition().id();
            if (this.services.putIfAbsent(id, service) != null) {
                throw new IllegalStateException("Two services have the id " + id + "; every service needs its own.");
            }
        }
        this.discovery = join(this.services.values());
        this.entityTag = '"' + sha256(discovery) + '"';
    }

    /** The service with this id. */
    public Optional<CdsService> find(String id) {
        return Optional.ofNullable(services.get(id));
    }

    /** All services, in the order of discovery. */
    public List<CdsService> all() {
        return List.copyOf(services.values());
    }

    /** The body of discovery: the files as they are, as members of one array. */
    public byte[] discovery() {
        return discovery.clone();
    }

    /** The strong entity tag of discovery, the same on every replica of one release. */
    public String entityTag() {
        return entityTag;
    }

    private static byte[] join(Collection<CdsService> services) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.writeBytes("{\"services\":[".getBytes(StandardCharsets.UTF_8));
        String separator = "";
        for (CdsService service : services) {
            joined.writeBytes(separator.getBytes(StandardCharsets.UTF_8));
            joined.writeBytes(service.definition().json());
            separator = ",";
        }
        joined.writeBytes("]}".getBytes(StandardCharsets.UTF_8));
        return joined.toByteArray();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
