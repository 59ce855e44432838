package org.cervicalinsufficiency.knowledge;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Library;

/** Whether every leaflet can be shown in every language. */
final class LeafletChecks {

    private LeafletChecks() {}

    /**
     * What is wrong.
     *
     * @param languages the languages that every text needs
     */
    static List<ArtifactDefect> defects(ArtifactEdition edition, Set<String> languages) {
        Defects defects = new Defects();
        edition.resources().values().forEach(artifact -> {
            if (artifact instanceof Library library && Leaflet.isOne(library)) {
                check(library, languages, defects);
            }
        });
        return defects.found();
    }

    private static void check(Library library, Set<String> languages, Defects defects) {
        Map<String, String> texts = Leaflet.texts(library);
        defects.unless(
                library.getContent().size() == texts.size(),
                library,
                "content",
                "send one content of type " + Leaflet.MARKDOWN + " per language, base64-encoded, and nothing else.");
        texts.forEach((language, text) -> defects.unless(
                text.stripLeading().startsWith(">"),
                library,
                "content",
                "the text in " + language + " does not begin with its emergency line; write it as a block quote (>)."));
        Text title = Text.of(library.getTitleElement());
        for (String language : languages) {
            defects.unless(
                    texts.containsKey(language),
                    library,
                    "content",
                    "there is no text in " + language + "; add a content of type " + Leaflet.MARKDOWN + " with it.");
            defects.unless(
                    !title.all().getOrDefault(language, "").isBlank(),
                    library,
                    "title",
                    "there is no title in " + language + "; add it as a translation extension.");
        }
    }
}
