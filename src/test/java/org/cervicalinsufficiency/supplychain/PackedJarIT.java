package org.cervicalinsufficiency.supplychain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The jar as it is shipped holds what its bill of materials says, and the bill. */
class PackedJarIT {

    private static final String LIBRARIES = "BOOT-INF/lib/";

    @Test
    void holdsExactlyWhatItsBillNames() throws IOException {
        Set<String> named = Component.all().stream().map(Component::file).collect(Collectors.toSet());
        try (JarFile jar = new JarFile(packed().toFile())) {
            Set<String> held = jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith(LIBRARIES) && name.endsWith(".jar"))
                    .map(name -> name.substring(LIBRARIES.length()))
                    .collect(Collectors.toSet());
            held.removeIf(name -> name.startsWith("spring-boot-jarmode-tools-"));
            // A starter only names others: an empty jar, which is not packed.
            named.removeIf(name -> name.startsWith("spring-boot-starter"));
            assertThat(held).containsExactlyInAnyOrderElementsOf(named);
            assertThat(jar.getEntry("META-INF/sbom/application.cdx.json")).isNotNull();
            assertThat(jar.getEntry("META-INF/sbom/vex.cdx.json")).isNotNull();
        }
    }

    private static Path packed() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.getFileName().toString().matches("cervical-.*\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("No jar in target: run mvn package first."));
        }
    }
}
