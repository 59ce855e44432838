package org.cervicalinsufficiency.leaks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder in which one run of the suite leaves what {@link LeaksAfterwards} reads: the log of its servers (written by
 * Spring, see the build file), the secrets it sent, the refusals it was answered with, the metrics, and how many calls
 * each class made. It begins empty.
 */
final class SuiteRecord {

    /** Set by the build for the integration tests only. */
    static final String PROPERTY = "suite.record";

    static final String LOG = "server.log";
    static final String SECRETS = "secrets.jsonl";
    static final String REFUSALS = "refusals.jsonl";
    static final String CLASSES = "classes.tsv";
    static final String METRICS = "metrics-";
    static final String BEGUN = "begun";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern WORD = Pattern.compile("[^\\s\"'<>(){},;:=/?&\\[\\]\\\\]{4,}");

    private final Path folder;
    private final Set<Secret> secrets = ConcurrentHashMap.newKeySet();
    private final Set<Refusal> refusals = ConcurrentHashMap.newKeySet();
    private final AtomicInteger calls = new AtomicInteger();
    private volatile String running = "";

    private SuiteRecord(Path folder) {
        this.folder = folder;
    }

    /**
     * One answer with a status of 400 or more.
     *
     * @param test the class that was running
     * @param path what was called
     * @param status of the answer
     * @param text headers and body
     * @param unsent the same without the words that the call itself held: what a FHIR client said it may be told again
     */
    record Refusal(String test, String path, int status, String text, String unsent) {

        /** Whether nothing may be repeated, not even to the one who said it (E12). */
        boolean isOfHooks() {
            return path.startsWith("/cds-services");
        }
    }

    /** The record of this run; null where none was asked for. */
    static @Nullable SuiteRecord current() {
        return OfThisRun.RECORD;
    }

    /** Made when the first server is about to start, and not by those who only read. */
    private static final class OfThisRun {

        private static final @Nullable SuiteRecord RECORD = begin();

        private static @Nullable SuiteRecord begin() {
            String folder = System.getProperty(PROPERTY, "");
            return folder.isEmpty() ? null : at(Path.of(folder));
        }
    }

    /** A new record in a folder, which is emptied. */
    static SuiteRecord at(Path folder) {
        try {
            if (Files.exists(folder)) {
                try (Stream<Path> old = Files.walk(folder)) {
                    for (Path file : old.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(BEGUN), "");
            return new SuiteRecord(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** From now on the calls are those of this class. */
    void begins(String test) {
        running = test;
        calls.set(0);
    }

    /** The class has ended; what its server counted by then, if it counts. */
    void ended(String server, @Nullable String metrics) {
        append(CLASSES, running + "\t" + calls.get());
        if (metrics != null) {
            try {
                Files.writeString(folder.resolve(METRICS + server + ".txt"), metrics);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    void called(HeardRequest request) {
        calls.incrementAndGet();
        for (Secret secret : SentSecrets.of(request.getHeader("Authorization"), request.body())) {
            if (secrets.add(secret)) {
                append(SECRETS, json(secret));
            }
        }
    }

    void refused(HeardRequest request, KeptAnswer answer) {
        if (!answer.isRefusal()) {
            return;
        }
        String text = answer.text();
        Refusal refusal = new Refusal(
                running,
                request.getRequestURI(),
                answer.getStatus(),
                text,
                without(request.address() + " " + request.body() + " " + request.form(), text));
        if (refusals.add(refusal)) {
            append(REFUSALS, json(refusal));
        }
    }

    static String without(String sent, String text) {
        return WORD.matcher(text).replaceAll(word -> sent.contains(word.group()) ? "~" : "$0");
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private synchronized void append(String file, String line) {
        try {
            Files.writeString(folder.resolve(file), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What a file of the record holds, line by line, as JSON. */
    static <T> List<T> read(Path folder, String file, Class<T> type) throws IOException {
        List<T> all = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve(file))) {
            all.add(JSON.readValue(line, type));
        }
        return all;
    }

    /** The calls that each class made. */
    static Map<String, Integer> classes(Path folder) throws IOException {
        Map<String, Integer> all = new TreeMap<>();
        for (String line : Files.readAllLines(folder.resolve(CLASSES))) {
            String[] parts = line.split("\t", -1);
            all.merge(parts[0], Integer.parseInt(parts[1]), Integer::sum);
        }
        return all;
    }
}
