package org.cervicalinsufficiency.vignettes;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.cervicalinsufficiency.SharedKnowledge;
import org.cervicalinsufficiency.knowledge.EvaluationSettings;
import org.cervicalinsufficiency.knowledge.EveryDefine;
import org.hl7.fhir.r4.model.Resource;

/** What the second engine is asked: every case with its data, its parameters and the values of our engine. */
final class SecondOpinion {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final EveryDefine ours = new EveryDefine(SharedKnowledge.texts());
    private final Optional<EvaluationSettings> insteadOfTheCase;

    SecondOpinion() {
        this.insteadOfTheCase = Optional.empty();
    }

    /** A false witness: our values come from other settings than the case tells. */
    SecondOpinion(EvaluationSettings insteadOfTheCase) {
        this.insteadOfTheCase = Optional.of(insteadOfTheCase);
    }

    /** Writes one file for each case. */
    void write(List<OpinionCase> cases, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (OpinionCase each : cases) {
            Files.writeString(folder.resolve(each.id() + ".json"), JSON.writeValueAsString(json(each)));
        }
    }

    private ObjectNode json(OpinionCase each) throws IOException {
        ObjectNode json = JSON.createObjectNode()
                .put("today", each.settings().today().toString())
                .put("profile", each.settings().profile())
                .put("dataNotSeen", each.settings().dataNotSeen());
        ObjectNode bundle =
                json.putObject("bundle").put("resourceType", "Bundle").put("type", "collection");
        var entries = bundle.putArray("entry");
        for (Resource resource : each.resources()) {
            String text = FhirContext.forR4Cached().newJsonParser().encodeResourceToString(resource);
            entries.addObject().set("resource", JSON.readTree(text));
        }
        EvaluationSettings settings = insteadOfTheCase.orElse(each.settings());
        json.set("expected", JSON.valueToTree(ours.of(each.facts(), settings)));
        return json;
    }
}
