package org.cervicalinsufficiency.vignettes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cervicalinsufficiency.SharedKnowledge;
import org.cervicalinsufficiency.tenant.CardSettings;
import org.cervicalinsufficiency.tenant.DetailFormat;
import org.cervicalinsufficiency.tenant.Presentation;
import org.cervicalinsufficiency.tenant.SiteReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The cards of the vignettes in the forms that a registration can ask for. */
class CardFormsTest {

    private static final HookInProcess HOOK = new HookInProcess(SharedKnowledge.knowledge());

    /** Short and long cards of each urgency, with doubts, gaps and facts that were not used. */
    private static final List<String> SOME = List.of("v01", "v02", "v03", "v14", "v22", "v100a", "v220a", "v228");

    private static JsonNode answer(Vignette vignette, Presentation form, String language) {
        CardSettings settings = CardSettings.usual(vignette.profiles().get(0), "en", Optional.empty())
                .in(form);
        return HOOK.answer(HookInProcess.call(vignette), vignette.today(), settings, language);
    }

    private static Presentation in(DetailFormat format) {
        return new Presentation(format, List.of(), false);
    }

    @ParameterizedTest
    @EnumSource(names = {"PLAIN", "HTML"})
    void ex1SayTheSameInEachForm(DetailFormat format) {
        String language = format == DetailFormat.HTML ? "en" : "es";
        SOME.stream().map(Vignettes::named).forEach(vignette -> {
            JsonNode usual = answer(vignette, Presentation.USUAL, language);
            JsonNode told = answer(vignette, in(format), language);

            AnswerRules.check(told, new VignettePatient(vignette).id(), format);
            CardLaws.promisesNothing(told);
            assertThat(told.path("cards")).isNotEmpty();
            for (int i = 0; i < usual.path("cards").size(); i++) {
                String markdown = usual.path("cards").path(i).path("detail").asText();
                String detail = told.path("cards").path(i).path("detail").asText();
                assertThat(words(detail, format))
                        .as(vignette.id())
                        .isEqualTo(words(RenderedMarkdown.of(markdown).text(), DetailFormat.MARKDOWN));
            }
            assertThat(withoutDetails(told)).isEqualTo(withoutDetails(usual));
        });
    }

    /** What is read, without blanks and bullets. */
    private static String words(String detail, DetailFormat format) {
        String text = format == DetailFormat.HTML
                ? detail.replaceAll("<[^>]*>", "")
                        .replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&quot;", "\"")
                        .replace("&amp;", "&")
                : detail.replaceAll("(?m)^- ", "");
        return text.replaceAll("\\s", "");
    }

    private static JsonNode withoutDetails(JsonNode answer) {
        JsonNode bare = answer.deepCopy();
        bare.path("cards").forEach(card -> ((ObjectNode) card).remove(List.of("detail", "extension")));
        return bare;
    }

    @Test
    void or3OffersTheReasonsOfTheSiteInTheLanguageOfTheReader() {
        Presentation own = new Presentation(
                DetailFormat.MARKDOWN,
                List.of(
                        new SiteReason("urn:oid:1.2.3", "7", "Not now", Map.of("es", "Ahora no")),
                        new SiteReason("https://ehr.example/reasons", "seen", "Seen", Map.of())),
                false);
        Vignette vignette = Vignettes.named("v22");

        JsonNode spanish = answer(vignette, own, "es");

        AnswerRules.check(spanish, new VignettePatient(vignette).id());
        assertThat(spanish.path("cards"))
                .isNotEmpty()
                .allSatisfy(
                        card -> assertThat(card.path("overrideReasons"))
                                .hasToString(
                                        "[{\"code\":\"7\",\"system\":\"urn:oid:1.2.3\",\"display\":\"Ahora no\"},"
                                                + "{\"code\":\"seen\",\"system\":\"https://ehr.example/reasons\",\"display\":\"Seen\"}]"));
        assertThat(answer(vignette, own, "en")
                        .at("/cards/0/overrideReasons/0/display")
                        .asText())
                .isEqualTo("Not now");
        assertThat(answer(vignette, Presentation.USUAL, "en")
                        .at("/cards/0/overrideReasons")
                        .size())
                .isGreaterThan(2);
    }
}
