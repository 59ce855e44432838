package org.cervicalinsufficiency.vignettes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads vignettes. Whatever a file leaves unsaid follows the conventions; whatever it says that is not understood is
 * refused with a sentence that names file and key.
 */
public final class VignetteReader {
    private static final Pattern FILE_NAME = Pattern.compile("(v\\d{2,4}[a-z]?)-[a-z0-9-]+\\.yaml");
    private static final Set<String> KEYS = Set.of(
            "title",
            "note",
            "proves",
            "misses",
            "today",
            "profiles",
            "person",
            "pregnancy",
            "cervicalLength",
            "form",
            "earlierForms",
            "chart",
            "expect",
            "fhirServer",
            "refused",
            "unseen",
            "takenAsOwn");

    private final FormItems items = FormItems.load();
    private final StoryReader stories = new StoryReader(items);

    /** Reads one file; its name is {@code vNN-the-case.yaml}. */
    public Vignette read(Path file) {
        try {
            return read(file.getFileName().toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the text of one vignette. */
    public Vignette read(String fileName, String text) {
        Matcher name = FILE_NAME.matcher(fileName);
        if (!name.matches()) {
            throw new BadVignette(fileName, "the file name must be an id and the case, as in v02-short-cervix.yaml.");
        }
        YamlMap yaml = YamlMap.of(fileName, parse(fileName, text)).allowing(KEYS);
        LocalDate today = StoryDates.date(yaml.place("today"), yaml.required("today"));
        Vignette.Claim claim =
                new Vignette.Claim(names(yaml, "proves", KnownNames.RULES), names(yaml, "misses", KnownNames.RULES));
        if (claim.proves().isEmpty() && claim.misses().isEmpty()) {
            throw yaml.bad("proves", "names no rule, and neither does misses.");
        }
        Map<String, String> refused = byDoor(yaml, "refused");
        Vignette.Expected expected = yaml.map("expect")
                .map(this::expected)
                .or(() -> refused.keySet().equals(KnownNames.DOORS)
                        ? Optional.of(Vignette.Expected.nothing())
                        : Optional.empty())
                .orElseThrow(() -> yaml.bad("expect", "is missing."));
        Vignette.Doors doors = new Vignette.Doors(
                yaml.text("fhirServer"),
                refused,
                byDoor(yaml, "unseen"),
                byDoor(yaml, "takenAsOwn"),
                yaml.map("expect").flatMap(expect -> expect.map("hook")).map(this::expected));
        return new Vignette(
                name.group(1),
                yaml.required("title"),
                claim,
                today,
                profiles(yaml),
                stories.read(yaml, today),
                expected,
                doors);
    }

    private Vignette.Expected expected(YamlMap expect) {
        expect.texts("missing").forEach(linkId -> items.require(expect.place("missing: " + linkId), linkId));
        return ExpectedReader.read(expect);
    }

    /** Words by door. */
    private static Map<String, String> byDoor(YamlMap yaml, String key) {
        Map<String, String> words = new TreeMap<>();
        yaml.map(key)
                .ifPresent(doors ->
                        doors.allowing(KnownNames.DOORS).keys().forEach(door -> words.put(door, doors.required(door))));
        return words;
    }

    /** The names under a key, each of them known. */
    static Set<String> names(YamlMap yaml, String key, Set<String> known) {
        Set<String> names = new TreeSet<>();
        yaml.texts(key).forEach(name -> names.add(KnownNames.check(yaml.place(key), name, known)));
        return names;
    }

    private static List<String> profiles(YamlMap yaml) {
        Set<String> profiles = names(yaml, "profiles", KnownNames.PROFILES);
        if (profiles.isEmpty()) {
            throw yaml.bad("profiles", "names no profile; write [us, uk].");
        }
        return List.copyOf(profiles);
    }

    private static Object parse(String fileName, String text) {
        LoaderOptions loading = new LoaderOptions();
        loading.setAllowDuplicateKeys(false);
        DumperOptions dumping = new DumperOptions();
        Yaml yaml = new Yaml(
                new SafeConstructor(loading), new Representer(dumping), dumping, loading, new WordsStayWords());
        try {
            return yaml.load(text);
        } catch (YAMLException e) {
            throw new BadVignette(fileName, "is not readable YAML: " + e.getMessage());
        }
    }

    /** Keeps every scalar as text: yes, no, dates and numbers are words of the vignette. */
    private static final class WordsStayWords extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            // none on purpose
        }
    }
}
