package org.cervicalinsufficiency;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.cervicalinsufficiency.knowledge.Citation;
import org.cervicalinsufficiency.knowledge.CurrentKnowledge;
import org.cervicalinsufficiency.knowledge.Leaflet;
import org.cervicalinsufficiency.knowledge.Text;
import org.cervicalinsufficiency.webapp.Contents;
import org.hl7.fhir.r4.model.Questionnaire;

/** What the pages show, from the knowledge in force at each call: an author's change is seen at once. */
final class PageContents implements Contents {

    private final CurrentKnowledge knowledge;

    PageContents(CurrentKnowledge knowledge) {
        this.knowledge = knowledge;
    }

    @Override
    public List<Entry> forms(Locale language) {
        return knowledge.get().artifacts().all(Questionnaire.class).stream()
                .map(form -> new Entry(
                        form.getIdElement().getIdPart(),
                        Text.of(form.getTitleElement()).in(language)))
                .toList();
    }

    @Override
    public List<Entry> leaflets(Locale language) {
        return Leaflet.in(knowledge.get().artifacts()).stream()
                .map(leaflet -> new Entry(leaflet.topic(), leaflet.title().in(language)))
                .toList();
    }

    @Override
    public Optional<Sheet> leaflet(String topic, Locale language) {
        return Leaflet.in(knowledge.get().artifacts()).stream()
                .filter(leaflet -> leaflet.topic().equals(topic))
                .findFirst()
                .map(leaflet -> sheet(leaflet, language));
    }

    private static Sheet sheet(Leaflet leaflet, Locale language) {
        Locale written = leaflet.languages().contains(language.getLanguage()) ? language : Locale.ENGLISH;
        return new Sheet(
                leaflet.title().in(written),
                written,
                leaflet.markdown().in(written),
                leaflet.sources().stream()
                        .map(source -> source(source, written))
                        .toList(),
                leaflet.draft());
    }

    private static Source source(Citation source, Locale language) {
        return new Source(
                source.citation().orElse(source.name()).in(language),
                source.url().filter(url -> url.startsWith("https://")));
    }
}
