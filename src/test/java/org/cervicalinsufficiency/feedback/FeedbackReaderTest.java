package org.cervicalinsufficiency.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Feedback as it comes, in the standard's words and in Epic's. */
class FeedbackReaderTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WHEN = "\"outcomeTimestamp\":\"2026-06-15T10:00:00Z\"";

    private final FeedbackReader reader = new FeedbackReader();

    private List<FeedbackItem> read(String items) throws JsonProcessingException {
        return reader.read((ObjectNode) JSON.readTree("{\"feedback\":[" + items + "]}"))
                .items();
    }

    private FeedbackItem overridden(String members) throws JsonProcessingException {
        return read("{\"card\":\"c\",\"outcome\":\"overridden\"," + WHEN + members + "}")
                .get(0);
    }

    @Test
    void readsAnAcceptedCard() throws Exception {
        List<FeedbackItem> items = read("{\"card\":\"c\",\"outcome\":\"accepted\",\"acceptedSuggestions\":"
                + "[{\"id\":\"s1\"},{\"id\":\"s2\"}],\"more\":1," + WHEN + "}");

        assertThat(items)
                .containsExactly(new FeedbackItem(
                        "c",
                        Outcome.ACCEPTED,
                        List.of("s1", "s2"),
                        Optional.empty(),
                        Instant.parse("2026-06-15T10:00:00Z")));
    }

    @Test
    void readsADismissedCardWithAndWithoutAReason() throws Exception {
        assertThat(overridden("").reason()).isEmpty();
        assertThat(overridden(",\"overrideReason\":null").reason()).isEmpty();
        OverrideReason reason = overridden(",\"overrideReason\":{\"reason\":{\"code\":\"patient-refuses\",\"system\":"
                        + "\" http://x.example/ codes \"},\"userComment\":\"not now\"}")
                .reason()
                .orElseThrow();
        assertThat(reason)
                .isEqualTo(new OverrideReason(
                        OverrideReason.Kind.CODED,
                        Optional.of("http://x.example/codes"),
                        Optional.of("patient-refuses"),
                        Optional.empty(),
                        Optional.of("not now")));
        assertThat(reason.isChosen()).isTrue();
        assertThat(overridden(",\"overrideReason\":{\"userComment\":\"later\"}").isReasoned())
                .isFalse();
    }

    @Test
    void readsEpicsDialect() throws Exception {
        OverrideReason coded = overridden(",\"overrideReasons\":{\"reason\":{\"code\":\"a\",\"display\":\"A\"}}")
                .reason()
                .orElseThrow();
        assertThat(coded.code()).contains("a");
        assertThat(coded.system()).isEmpty();
        String name = "com.epic.cdshooks.feedback.overrideReason.";
        OverrideReason site = overridden(",\"overrideReasons\":{\"extension\":{\"" + name + "reasonCategory\":\"9\",\""
                        + name + "reasonDisplay\":\"See comment\",\"" + name
                        + "reasonTitle\":\"Other\"},\"userComment\":\"x\"}")
                .reason()
                .orElseThrow();
        assertThat(site.kind()).isEqualTo(OverrideReason.Kind.SITE);
        assertThat(site.display()).contains("See comment");
        assertThat(site.comment()).contains("x");
        assertThat(overridden(",\"overrideReason\":{\"reason\":{\"code\":\"standard\"}},"
                                + "\"overrideReasons\":{\"reason\":{\"code\":\"epic\"}}")
                        .reason()
                        .orElseThrow()
                        .code())
                .contains("standard");
    }

    @Test
    void cutsALongCommentAndNoCharacter() throws Exception {
        String comment = "\uD83D\uDE00".repeat(4001);
        String kept = overridden(",\"overrideReason\":{\"userComment\":\"" + comment + "\"}")
                .reason()
                .orElseThrow()
                .comment()
                .orElseThrow();
        assertThat(kept.codePointCount(0, kept.length())).isEqualTo(4000);
        assertThat(comment).startsWith(kept);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-06-15T10:00:00Z, 2026-06-15T10:00:00Z",
        "2026-06-15t12:00:00+02:00, 2026-06-15T10:00:00Z",
        "2026-06-15T10:00:00.123456789123z, 2026-06-15T10:00:00.123456789Z",
        "2031-01-01T00:00:00-00:00, 2031-01-01T00:00:00Z"
    })
    void takesEveryMomentOfRfc3339(String text, String moment) throws Exception {
        assertThat(read("{\"card\":\"c\",\"outcome\":\"overridden\",\"outcomeTimestamp\":\"" + text + "\"}")
                        .get(0)
                        .at())
                .isEqualTo(Instant.parse(moment));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"yesterday\"",
                "\"2026-06-15\"",
                "\"2026-06-15T10:00:00\"",
                "\"2026-06-15T10:00Z\"",
                "\"2026-02-30T10:00:00Z\"",
                "\"2026-06-15T10:00:0099Z\"",
                "\"+999999999-01-01T00:00:00Z\"",
                "\"2026-06-15T10:00:00+99:00\"",
                "\"\"",
                "1718445600",
                "{}"
            })
    void refusesOtherMoments(String moment) {
        assertThatThrownBy(
                        () -> read("{\"card\":\"c\",\"outcome\":\"overridden\",\"outcomeTimestamp\":" + moment + "}"))
                .isInstanceOf(InvalidFeedback.class)
                .hasMessageContaining("feedback[0].outcomeTimestamp")
                .hasMessageContaining("2026-06-15T10:00:00Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1|feedback[0]",
                "{\"outcome\":\"overridden\",W}|feedback[0].card",
                "{\"card\":\"\",\"outcome\":\"overridden\",W}|feedback[0].card",
                "{\"card\":7,\"outcome\":\"overridden\",W}|feedback[0].card",
                "{\"card\":\"c\",W}|feedback[0].outcome",
                "{\"card\":\"c\",\"outcome\":\"ignored\",W}|feedback[0].outcome",
                "{\"card\":\"c\",\"outcome\":\"Accepted\",W}|feedback[0].outcome",
                "{\"card\":\"c\",\"outcome\":\"overridden\"}|feedback[0].outcomeTimestamp",
                "{\"card\":\"c\",\"outcome\":\"accepted\",W}|feedback[0].acceptedSuggestions",
                "{\"card\":\"c\",\"outcome\":\"accepted\",\"acceptedSuggestions\":[],W}"
                        + "|feedback[0].acceptedSuggestions",
                "{\"card\":\"c\",\"outcome\":\"accepted\",\"acceptedSuggestions\":[\"s\"],W}"
                        + "|feedback[0].acceptedSuggestions[0]",
                "{\"card\":\"c\",\"outcome\":\"accepted\",\"acceptedSuggestions\":[{}],W}"
                        + "|feedback[0].acceptedSuggestions[0].id",
                "{\"card\":\"c\",\"outcome\":\"overridden\",\"overrideReason\":\"no\",W}|feedback[0].overrideReason",
                "{\"card\":\"c\",\"outcome\":\"overridden\",\"overrideReason\":{},W}|feedback[0].overrideReason",
                "{\"card\":\"c\",\"outcome\":\"overridden\",\"overrideReason\":{\"reason\":{}},W}"
                        + "|feedback[0].overrideReason.reason.code",
                "{\"card\":\"c\",\"outcome\":\"overridden\",\"overrideReasons\":{\"reason\":{\"code\":1}},W}"
                        + "|feedback[0].overrideReasons.reason.code",
                "{\"card\":\"c\",\"outcome\":\"overridden\",\"overrideReason\":{\"userComment\":3},W}"
                        + "|feedback[0].overrideReason.userComment"
            })
    void namesTheMemberThatIsWrong(String item, String member) {
        assertThatThrownBy(() -> read(item.replace("W", WHEN)))
                .isInstanceOfSatisfying(
                        InvalidFeedback.class,
                        invalid -> assertThat(invalid.defects())
                                .extracting(InvalidFeedback.Defect::member)
                                .contains(member));
    }

    @Test
    void tellsEveryDefectOfABatchAtOnce() throws Exception {
        String bad = "{\"card\":\"c\"},{\"outcome\":\"overridden\"," + WHEN + "}";
        FeedbackBatch batch = reader.read((ObjectNode)
                JSON.readTree("{\"feedback\":[{\"card\":\"c\",\"outcome\":\"overridden\"," + WHEN + "}," + bad + "]}"));

        assertThat(batch.items()).hasSize(1);
        assertThat(batch.defects())
                .extracting(InvalidFeedback.Defect::member)
                .containsExactly("feedback[1].outcome", "feedback[1].outcomeTimestamp", "feedback[2].card");
        assertThatThrownBy(() -> read(bad)).isInstanceOf(InvalidFeedback.class);
    }

    @Test
    void tellsOfEveryItemThatIsLeftOutHoweverMany() throws Exception {
        String good = "{\"card\":\"c\",\"outcome\":\"overridden\"," + WHEN + "}";
        String many = Stream.generate(() -> "{}").limit(200).collect(Collectors.joining(","));
        FeedbackBatch batch = reader.read((ObjectNode) JSON.readTree("{\"feedback\":[" + many + "," + good + "]}"));

        assertThat(batch.items()).hasSize(1);
        assertThat(batch.defects().stream().map(defect -> defect.member().replaceFirst("\\..*", "")))
                .contains("feedback[0]", "feedback[100]", "feedback[199]");
        assertThat(batch.defects()).hasSizeLessThan(300);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"feedback\":null}", "{\"feedback\":{}}", "{\"feedback\":[]}", "{\"feedback\":\"x\"}"})
    void needsAListOfItems(String body) {
        assertThatThrownBy(() -> reader.read((ObjectNode) JSON.readTree(body)))
                .isInstanceOf(InvalidFeedback.class)
                .hasMessageContaining("feedback");
    }

    @Test
    void takesFiveHundredItemsAndNoMore() throws Exception {
        String item = "{\"card\":\"c\",\"outcome\":\"overridden\"," + WHEN + "}";
        assertThat(read(String.join(",", java.util.Collections.nCopies(500, item))))
                .hasSize(500);
        assertThatThrownBy(() -> read(String.join(",", java.util.Collections.nCopies(501, item))))
                .isInstanceOfSatisfying(
                        InvalidFeedback.class,
                        invalid ->
                                assertThat(invalid.defects().get(0).kind()).isEqualTo(InvalidFeedback.Kind.TOO_MANY));
    }
}
