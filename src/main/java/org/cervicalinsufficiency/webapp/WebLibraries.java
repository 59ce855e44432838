package org.cervicalinsufficiency.webapp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import org.springframework.core.io.ClassPathResource;

/** Addresses of the scripts that come as WebJars. The version in an address is that of the jar on the class path. */
final class WebLibraries {

    /** Attribute of a page's model: the libraries that its scripts load, by name. */
    static final String ATTRIBUTE = "libraries";

    private static final String GROUP = "org.webjars.npm";

    /** What {@code assets/shared/markdown.js} loads. */
    static final Map<String, String> MARKDOWN = Map.of(
            "marked", address("marked", "lib/marked.esm.js"), "dompurify", address("dompurify", "dist/purify.es.mjs"));

    private WebLibraries() {}

    /**
     * The address of one file.
     *
     * @param library name of the WebJar
     * @param file path inside the library
     * @throws IllegalStateException if the class path has no such file
     */
    static String address(String library, String file) {
        String path = "webjars/" + library + "/" + version(library) + "/" + file;
        if (!new ClassPathResource("META-INF/resources/" + path).exists()) {
            throw new IllegalStateException("The WebJar " + library + " has no file " + file + ".");
        }
        return "/" + path;
    }

    private static String version(String library) {
        String place = "META-INF/maven/" + GROUP + "/" + library + "/pom.properties";
        Properties properties = new Properties();
        try (InputStream file = new ClassPathResource(place).getInputStream()) {
            properties.load(file);
        } catch (IOException missing) {
            throw new UncheckedIOException("There is no WebJar " + library + " on the class path.", missing);
        }
        return properties.getProperty("version");
    }
}
