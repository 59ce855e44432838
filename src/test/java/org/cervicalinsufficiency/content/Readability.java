package org.cervicalinsufficiency.content;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How hard a text is to read, by the length of its sentences and words. A list belongs to the sentence before it, so that
 * short points do not make a text look easier than it is; syllables are counted by groups of vowels.
 */
final class Readability {

    private static final Pattern SENTENCE_END = Pattern.compile("[.?!]+[\"»)]*(\\s|$)");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\d][\\p{L}\\d'’-]*");
    private static final Pattern VOWELS = Pattern.compile("[aeiouy]+");
    private static final Pattern SPANISH_VOWELS = Pattern.compile("[aeiouáéíóúü]+");
    private static final Pattern STRONG = Pattern.compile("[aeoáéíóú]");

    private final double wordsPerSentence;
    private final List<String> words;

    private Readability(String text) {
        this.words = WORD.matcher(text).results().map(match -> match.group()).toList();
        long sentences = Math.max(1, SENTENCE_END.matcher(text).results().count());
        this.wordsPerSentence = (double) words.size() / sentences;
    }

    /** Of a text in Markdown. */
    static Readability of(String markdown) {
        List<String> blocks = Stream.of(markdown.replace("**", "").split("\\R\\s*\\R"))
                .map(block -> block.replaceAll("(?m)^(>|#+|-)\\s*", "").strip().replaceAll("\\s+", " "))
                .map(block -> markdown.contains("## " + block) ? block + "." : block)
                .toList();
        return new Readability(String.join(" ", blocks).replaceAll(": ", " ") + ".");
    }

    int words() {
        return words.size();
    }

    /** The Flesch-Kincaid grade: years of school. */
    double fleschKincaidGrade() {
        return 0.39 * wordsPerSentence + 11.8 * perWord(Readability::englishSyllables) - 15.59;
    }

    /** The INFLESZ (Szigriszt-Pazos) score of a Spanish text: 55 to 65 is ordinary, above is easy. */
    double inflesz() {
        return 206.835 - 62.3 * perWord(Readability::spanishSyllables) - wordsPerSentence;
    }

    /** The Fernández-Huerta score of a Spanish text: 60 to 70 is ordinary, above is easy. */
    double fernandezHuerta() {
        return 206.84 - 60 * perWord(Readability::spanishSyllables) - 1.02 * wordsPerSentence;
    }

    private double perWord(java.util.function.ToLongFunction<String> syllables) {
        return (double) words.stream().mapToLong(syllables).sum() / words.size();
    }

    private static long englishSyllables(String word) {
        String small = word.toLowerCase(Locale.ENGLISH);
        long groups = VOWELS.matcher(small).results().count();
        boolean silent = small.endsWith("e") && !small.endsWith("le") && groups > 1;
        return Math.max(1, silent ? groups - 1 : groups);
    }

    /** Two strong vowels side by side are two syllables, a weak one joins its neighbour. */
    private static long spanishSyllables(String word) {
        return Math.max(
                1,
                SPANISH_VOWELS
                        .matcher(word.toLowerCase(Locale.ROOT))
                        .results()
                        .mapToLong(group -> Math.max(
                                1, STRONG.matcher(group.group()).results().count()))
                        .sum());
    }
}
