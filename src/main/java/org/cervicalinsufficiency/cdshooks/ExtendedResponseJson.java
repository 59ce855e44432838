package org.cervicalinsufficiency.cdshooks;

import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseJson;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A response with an {@code extension} at its root, which HAPI's class leaves out. */
public final class ExtendedResponseJson extends CdsServiceResponseJson {

    @JsonProperty("extension")
    private final Map<String, Object> extension = new LinkedHashMap<>();

    @JsonIgnore
    private final List<Runnable> whenSent = new ArrayList<>();

    /** Adds an extension under its reverse-DNS name; the value is written as Jackson writes maps, lists and records. */
    public void putExtension(String name, Object value) {
        if (!name.contains(".")) {
            throw new IllegalArgumentException("Extension " + name + " needs a reverse-DNS name.");
        }
        extension.put(name, value);
    }

    /** Adds what is to be done when this answer goes out to a client; an answer that is only tried out never does. */
    public void whenSent(Runnable action) {
        whenSent.add(action);
    }

    /** Does what is to be done when this answer goes out. */
    void sent() {
        whenSent.forEach(Runnable::run);
    }

    /** The extensions by name. */
    public Map<String, Object> extensions() {
        return Collections.unmodifiableMap(extension);
    }
}
