package org.cervicalinsufficiency.content;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A CQL library as text, comments taken out. What stands in quotes is kept: an address in it is no comment.
 *
 * @param library the name of the file without its ending
 * @param code the text without comments
 */
record CqlText(String library, String code) {

    private static final Pattern TOKEN = Pattern.compile(
            "'(?<literal>(?:\\\\.|[^'\\\\])*)'|\"(?:\\\\.|[^\"\\\\])*\"|(?<comment>//[^\\n]*|/\\*(?s:.*?)\\*/)");
    private static final Pattern VALUE_SET = Pattern.compile(
            "^\\s*valueset\\s+\"[^\"]+\"\\s*:\\s*'([^']+)'(?:\\s+version\\s+'([^']+)')?", Pattern.MULTILINE);
    private static final Pattern CODE =
            Pattern.compile("^\\s*code\\s+\"[^\"]+\"\\s*:\\s*'([^']+)'\\s+from\\s+\"([^\"]+)\"", Pattern.MULTILINE);
    private static final Pattern CODE_SYSTEM =
            Pattern.compile("^\\s*codesystem\\s+\"([^\"]+)\"\\s*:\\s*'([^']+)'", Pattern.MULTILINE);
    private static final Pattern CLOCK = Pattern.compile("\\b(?:Today|Now|TimeOfDay)\\s*\\(\\s*\\)");

    /** A code that the text declares: system and code. */
    record DeclaredCode(String system, String code) {}

    /** The library in this text. */
    static CqlText of(String library, String text) {
        return new CqlText(
                library,
                TOKEN.matcher(text)
                        .replaceAll(token -> token.group(2) == null
                                ? java.util.regex.Matcher.quoteReplacement(token.group())
                                : " "));
    }

    /** Every library of the set, by name. */
    static List<CqlText> all() {
        return texts().entrySet().stream()
                .map(each -> of(each.getKey(), each.getValue()))
                .toList();
    }

    /** The libraries as they lie in the repository, by name. */
    static Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.list(ContentFiles.ROOT.resolve("cql"))) {
            files.forEach(
                    file -> texts.put(file.getFileName().toString().replace(".cql", ""), ContentFiles.text(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    @Override
    public String toString() {
        return library;
    }

    /** What stands in single quotes. */
    List<String> literals() {
        return TOKEN.matcher(code)
                .results()
                .map(token -> token.group(1))
                .filter(java.util.Objects::nonNull)
                .toList();
    }

    /** The value sets declared, as {@code url|version}; without a version nothing stands behind the bar. */
    List<String> valueSets() {
        return VALUE_SET
                .matcher(code)
                .results()
                .map(each -> each.group(1) + "|" + (each.group(2) == null ? "" : each.group(2)))
                .toList();
    }

    /** The codes declared; a code of a system that is not declared has an empty one. */
    List<DeclaredCode> codes() {
        Map<String, String> systems = new TreeMap<>();
        CODE_SYSTEM.matcher(code).results().forEach(each -> systems.put(each.group(1), each.group(2)));
        return CODE.matcher(code)
                .results()
                .map(each -> new DeclaredCode(systems.getOrDefault(each.group(2), ""), each.group(1)))
                .toList();
    }

    /** The lines that ask the clock. */
    List<String> clockReadings() {
        return code.lines()
                .filter(line -> CLOCK.matcher(line).find())
                .map(String::strip)
                .toList();
    }

    /** What a pattern finds, quoted strings included. */
    List<String> find(Pattern pattern) {
        return pattern.matcher(code).results().map(MatchResult::group).toList();
    }
}
