package org.cervicalinsufficiency.vignettes;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cervicalinsufficiency.NodePackages;

/** The independent CQL engine, a process for each processor: Node.js with the packages of {@code src/test/second-opinion}. */
final class SecondEngine {

    private static final int MOST_PROCESSES = 4;

    private final NodePackages packages;

    SecondEngine(Path source, Path work) {
        this.packages = new NodePackages(source, work);
    }

    void install() throws IOException, InterruptedException {
        packages.install();
    }

    /** Asks for every case in a folder; gives the differences by case, each a sentence. */
    Map<String, List<String>> differences(Path elm, Path valueSets, Path cases)
            throws IOException, InterruptedException {
        int shares = Math.min(MOST_PROCESSES, Runtime.getRuntime().availableProcessors());
        List<NodePackages.Running> asked = new ArrayList<>();
        List<Path> answers = new ArrayList<>();
        for (int share = 0; share < shares; share++) {
            Path answer = packages.work().resolve("differences-of-" + cases.getFileName() + "-" + share + ".json");
            Files.deleteIfExists(answer);
            answers.add(answer);
            asked.add(packages.start(
                    packages.work().resolve("node-" + share + ".log"),
                    "node",
                    "second-opinion.mjs",
                    elm.toAbsolutePath().toString(),
                    valueSets.toAbsolutePath().toString(),
                    cases.toAbsolutePath().toString(),
                    answer.toAbsolutePath().toString(),
                    String.valueOf(share),
                    String.valueOf(shares)));
        }
        Map<String, List<String>> differences = new TreeMap<>();
        for (int share = 0; share < shares; share++) {
            asked.get(share).await();
            differences.putAll(new ObjectMapper().readValue(answers.get(share).toFile(), new TypeReference<>() {}));
        }
        return differences;
    }
}
