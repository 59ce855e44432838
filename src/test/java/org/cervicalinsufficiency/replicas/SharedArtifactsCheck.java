package org.cervicalinsufficiency.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Library;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.Questionnaire;

/** An author changes artifacts on one replica; the other one works with them soon after, and with the old ones again. */
final class SharedArtifactsCheck {

    private static final Duration AT_MOST = Duration.ofSeconds(30);
    private static final String LIBRARY = "Library/ScreeningRecord";
    private static final String CHANGED = "|0.1.0+";

    private final ProductionCalls author;
    private final ProductionCalls otherAuthor;
    private final ProductionCalls other;

    SharedArtifactsCheck(ServerProcess one, ServerProcess other) {
        this.author = ProductionCalls.ofAuthor(one);
        this.otherAuthor = ProductionCalls.ofAuthor(other);
        this.other = new ProductionCalls(other);
    }

    /** How long after the author's answer the other replica's hooks decided by a changed library. */
    Duration libraryReachesHooks() {
        Library library = read(Library.class, LIBRARY);
        Library changed = library.copy();
        String cql = new String(library.getContentFirstRep().getData(), StandardCharsets.UTF_8);
        assertThat(cql).contains("shortMm: 25.0");
        changed.getContentFirstRep()
                .setData(cql.replace("shortMm: 25.0", "shortMm: 24.0").getBytes(StandardCharsets.UTF_8));
        assertThat(other.hook().body()).doesNotContain(CHANGED);
        put(author, changed);
        Duration lag = until(() -> other.hook().body().contains(CHANGED));
        // The second change, on the other replica, is checked against what is stored and not against what it knew.
        put(otherAuthor, library);
        assertThat(other.hook().body()).doesNotContain(CHANGED);
        var back = until(() -> !new ProductionCalls(author).hook().body().contains(CHANGED));
        return lag;
    }

    /**
     * How long after the author's answer the other replica's hooks named a set with another description of an artifact.
     *
     * @param path for example {@code ValueSet/preterm-birth-history}
     */
    <T extends MetadataResource> Duration descriptionReachesHooks(Class<T> type, String path) {
        T artifact = read(type, path);
        T changed = type.cast(artifact.copy());
        changed.setDescription(artifact.getDescription() + " Changed.");
        assertThat(other.hook().body()).doesNotContain(CHANGED);
        put(author, changed);
        Duration lag = until(() -> other.hook().body().contains(CHANGED));
        put(otherAuthor, artifact);
        var back = until(() -> !new ProductionCalls(author).hook().body().contains(CHANGED));
        return lag;
    }

    /** How long after the author's answer the other replica's gate refused forms of a Questionnaire that was retired. */
    Duration questionnaireReachesTheGate() {
        String path = "Questionnaire/"
                + ProductionCalls.rightForm().getQuestionnaire().replaceAll(".*/([^|]+).*", "$1");
        Questionnaire form = read(Questionnaire.class, path);
        assertThat(other.form(ProductionCalls.rightForm()).statusCode()).isEqualTo(201);
        Questionnaire retired = form.copy();
        retired.setStatus(PublicationStatus.RETIRED);
        put(author, retired);
        Duration lag = until(() -> other.form(ProductionCalls.rightForm()).statusCode() == 422);
        put(otherAuthor, form);
        assertThat(other.form(ProductionCalls.rightForm()).statusCode()).isEqualTo(201);
        var back = until(() ->
                new ProductionCalls(author).form(ProductionCalls.rightForm()).statusCode() == 201);
        return lag;
    }

    private <T extends MetadataResource> T read(Class<T> type, String path) {
        HttpResponse<String> found = author.search(path);
        assertThat(found.statusCode()).as(found.body()).isEqualTo(200);
        return FhirContext.forR4Cached().newJsonParser().parseResource(type, found.body());
    }

    private static void put(ProductionCalls author, MetadataResource artifact) {
        artifact.getMeta().setVersionId(null).setLastUpdated(null).setSource(null);
        HttpResponse<String> stored = author.put(artifact);
        assertThat(stored.statusCode()).as(stored.body()).isEqualTo(200);
    }

    private static Duration until(BooleanSupplier there) {
        long begin = System.nanoTime();
        while (!there.getAsBoolean()) {
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(AT_MOST);
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
