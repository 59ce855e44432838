package org.cervicalinsufficiency.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cervicalinsufficiency.knowledge.Leaflet;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.hl7.fhir.r4.model.Library;
import org.hl7.fhir.r4.model.RelatedArtifact;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a leaflet must be, whatever it is about: complete, easy to read, short, careful, and reachable from a card. */
class LeafletContentTest {

    /** The same in every leaflet, so that no sheet leaves one out. */
    private static final String REASONS_TO_CALL = " more than a few spots, if water gushes or trickles out,"
            + " if your belly tightens again and again, if you have strong pain or a fever, if you faint,"
            + " or if you feel or see something coming down.";

    private static final String REASONS_TO_CALL_ES = " más que unas gotas, si le sale líquido a chorro o poco a poco,"
            + " si el vientre se pone duro una y otra vez, si tiene dolor fuerte o fiebre, si se desmaya,"
            + " o si siente o ve que algo baja.";

    private static final double HARDEST_GRADE = 8;
    private static final double HARDEST_SPANISH = 60;
    private static final int ONE_PAGE_OF_WORDS = 400;
    private static final Pattern BANNED = Pattern.compile(
            "\\b(low risk|low-risk|normal|normally|reassuring|ruled? out|no problem|bajo riesgo|riesgo bajo"
                    + "|normales|normalmente|tranquilizador\\w*|sin problemas?)\\b",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern GENDERED = Pattern.compile(
            "\\b(woman|women|she|her|lady|mother|mujer(es)?|madre|embarazadas?|gestantes?)\\b",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);

    static List<Path> texts() {
        return LeafletFiles.all();
    }

    static List<Library> leaflets() {
        return ArtifactSet.all(Library.class).stream().filter(Leaflet::isOne).toList();
    }

    @ParameterizedTest
    @MethodSource("leaflets")
    void areWrittenInEveryLanguageAndCiteWithYear(Library leaflet) {
        assertThat(LeafletFiles.texts(leaflet.getIdPart())).containsOnlyKeys("en", "es");
        assertThat(CardContent.texts(leaflet.getTitleElement())).hasSize(2).doesNotHaveDuplicates();
        assertThat(leaflet.getRelatedArtifact()).isNotEmpty().allSatisfy(cited -> {
            assertThat(cited.getType()).isEqualTo(RelatedArtifact.RelatedArtifactType.CITATION);
            assertThat(cited.getDisplay() + cited.getCitation()).containsPattern("(?i)\\b(19|20)\\d\\d\\b|undated");
            assertThat(CardContent.texts(cited.getDisplayElement())).hasSize(2);
            assertThat(CardContent.texts(cited.getCitationElement())).hasSize(2);
            assertThat(cited.hasUrl() ? cited.getUrl() : "https://").startsWith("https://");
        });
        assertThat(leaflet.getRelatedArtifact().stream().filter(RelatedArtifact::hasUrl))
                .isNotEmpty();
    }

    @Test
    void haveNoTextWithoutALeaflet() {
        assertThat(texts().stream().map(LeafletContentTest::topicOf).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(LeafletFiles.topics());
    }

    @ParameterizedTest
    @MethodSource("texts")
    void areEasyToReadAndFitOnAPage(Path text) {
        Readability read = Readability.of(ContentFiles.text(text));
        assertThat(read.words()).isLessThanOrEqualTo(ONE_PAGE_OF_WORDS);
        if (isSpanish(text)) {
            assertThat(read.inflesz()).isGreaterThanOrEqualTo(HARDEST_SPANISH);
            assertThat(read.fernandezHuerta()).isGreaterThanOrEqualTo(HARDEST_SPANISH);
        } else {
            assertThat(read.fleschKincaidGrade()).isLessThanOrEqualTo(HARDEST_GRADE);
        }
    }

    @ParameterizedTest
    @MethodSource("texts")
    void beginWithTheEmergencyLine(Path text) {
        Node first = parse(text).getFirstChild();
        assertThat(first).isInstanceOf(BlockQuote.class);
        assertThat(ContentFiles.text(text).lines().findFirst())
                .hasValueSatisfying(line -> assertThat(line.toLowerCase(java.util.Locale.ROOT))
                        .containsAnyOf(
                                "at once** if you bleed" + REASONS_TO_CALL,
                                "at once if you bleed" + REASONS_TO_CALL,
                                "de inmediato** si sangra" + REASONS_TO_CALL_ES,
                                "de inmediato si sangra" + REASONS_TO_CALL_ES));
        assertThat(Objects.requireNonNull(first.getNext())).isNotInstanceOf(BlockQuote.class);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void avoidWordsThatPromiseExcludeOrBlame(Path text) {
        String words = ContentFiles.text(text);
        assertThat(BANNED.matcher(words).results().map(match -> match.group())).isEmpty();
        assertThat(GENDERED.matcher(words).results().map(match -> match.group()))
                .isEmpty();
        assertThat(words).doesNotContainPattern("\\d\\s*(mg|µg|mcg|microgram)");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void areMarkdownWithoutPicturesLinksOrHtml(Path text) {
        Set<String> kinds = new TreeSet<>();
        parse(text).accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                kinds.add("heading " + heading.getLevel());
            }

            @Override
            public void visit(HtmlBlock html) {
                kinds.add("html");
            }

            @Override
            public void visit(HtmlInline html) {
                kinds.add("html");
            }

            @Override
            public void visit(Image image) {
                kinds.add("image");
            }

            @Override
            public void visit(Link link) {
                kinds.add("link");
            }
        });
        assertThat(kinds).containsExactly("heading 2");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void mentionProgesteroneOnlyWithThePeanutsAndNeverAsAGel(Path text) {
        String words = ContentFiles.text(text);
        if (words.toLowerCase(java.util.Locale.ROOT).contains("progest")) {
            assertThat(words).containsPattern("peanut|cacahuete");
        }
        assertThat(words).doesNotContainPattern("(?i)\\bgel\\b");
    }

    /** Both languages say the same: as many headings, points and paragraphs. */
    @Test
    void haveTheSameShapeInBothLanguages() {
        assertThat(LeafletFiles.topics())
                .allSatisfy(topic -> assertThat(shape(LeafletFiles.text(topic, "es")))
                        .isEqualTo(shape(LeafletFiles.text(topic, "en"))));
    }

    @Test
    void areAllLinkedFromACardAndTheirLinksLeadToOne() {
        Set<String> linked = new HashSet<>();
        Stream.of(CardContent.screening(), CardContent.discharge())
                .flatMap(plan -> plan.getAction().stream())
                .forEach(card -> CardContent.leaflets(card).forEach(link -> {
                    assertThat(card.getId()).startsWith("Education");
                    assertThat(CardContent.texts(link.getDisplayElement())).hasSize(2);
                    linked.add(link.getResource());
                }));
        assertThat(leaflets().stream().map(each -> each.getUrl() + "|" + each.getVersion()))
                .containsExactlyInAnyOrderElementsOf(linked);
    }

    @Test
    void areFoundHardWhereTheyAre() {
        assertThat(Readability.of("The multidisciplinary consultation facilitates individualised"
                                + " considerations regarding prophylactic pharmacological interventions.")
                        .fleschKincaidGrade())
                .isGreaterThan(HARDEST_GRADE);
        assertThat(Readability.of("La consulta multidisciplinaria facilita consideraciones individualizadas sobre"
                                + " intervenciones farmacológicas profilácticas.")
                        .inflesz())
                .isLessThan(HARDEST_SPANISH);
    }

    private static List<String> shape(String markdown) {
        return markdown.lines()
                .map(line -> line.replaceFirst("^(>|##|-)? ?.*", "$1"))
                .toList();
    }

    private static Node parse(Path text) {
        return Parser.builder().build().parse(ContentFiles.text(text));
    }

    private static boolean isSpanish(Path text) {
        return text.toString().endsWith(".es.md");
    }

    private static String topicOf(Path text) {
        return text.getFileName().toString().split("\\.", 2)[0];
    }
}
