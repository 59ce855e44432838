package org.cervicalinsufficiency.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.ServerTest;
import org.cervicalinsufficiency.knowledge.FrenchFor;
import org.cervicalinsufficiency.vignettes.VignettePatient;
import org.cervicalinsufficiency.vignettes.Vignettes;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.RequestGroup;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Artifacts that an author changes on the running server decide about the next call, through both doors. */
@ServerTest
class AuthoringIT {

    private static final String RECORD = "ScreeningRecord";
    private static final String LIMIT = "shortMm: 25.0";
    private static final String SHORT = "ShortCervixTwentyFive";

    private final FhirHttp http;
    private final Author author;
    private final ArtifactLoader loader;
    private final ArtifactFiles files;
    private final DaoRegistry daos;
    private final FhirContext fhir;
    private final StoredArtifacts stored;
    private final KnowledgePublisher publisher;

    @Autowired
    AuthoringIT(
            FhirHttp http,
            ArtifactLoader loader,
            ArtifactFiles files,
            DaoRegistry daos,
            FhirContext fhir,
            StoredArtifacts stored,
            KnowledgePublisher publisher) {
        this.http = http;
        this.author = new Author(http);
        this.loader = loader;
        this.files = files;
        this.daos = daos;
        this.fhir = fhir;
        this.stored = stored;
        this.publisher = publisher;
    }

    @AfterEach
    void restore() {
        author.restore();
    }

    private void changeLimit() {
        FhirHttp.Answer answer = author.put(author.library(RECORD, LIMIT, "shortMm: 24.0"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void putsAChangedThresholdIntoForceForHookAndApply() {
        assertThat(Author.topics(author.hook("v04c", "en"))).contains(SHORT);
        Set<String> before = applied("v04c");

        changeLimit();

        JsonNode after = author.hook("v04c", "en");
        assertThat(Author.version(after)).matches("\\Q" + Author.PLAN + "|0.1.0+\\E[0-9a-f]{8}");
        assertThat(Author.topics(after)).isNotEmpty().doesNotContain(SHORT);
        assertThat(before).contains(SHORT);
        assertThat(applied("v04c")).isNotEmpty().doesNotContain(SHORT);
    }

    private Set<String> applied(String vignette) {
        assertThat(http.post("", new VignettePatient(Vignettes.named(vignette)).transaction())
                        .status())
                .isEqualTo(200);
        Parameters inputs = new Parameters();
        inputs.addParameter().setName("Today").setValue(new DateType("2026-06-15"));
        inputs.addParameter().setName("Profile").setValue(new StringType("us"));
        Parameters call = new Parameters();
        call.addParameter()
                .setName("subject")
                .setValue(new StringType("Patient/" + new VignettePatient(Vignettes.named(vignette)).id()));
        call.addParameter().setName("parameters").setResource(inputs);
        FhirHttp.Answer answer = http.post(Author.PLAN_PATH + "/$apply", call);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        Set<String> actions = new TreeSet<>();
        answer.as(CarePlan.class).getContained().forEach(contained -> {
            if (contained instanceof RequestGroup group) {
                group.getAction().forEach(action -> actions.add(action.getId()));
            }
        });
        return actions;
    }

    @Test
    void showsAChangedSpanishTitle() {
        PlanDefinition plan = author.plan();
        plan.getAction().stream().filter(action -> action.getId().equals(SHORT)).forEach(action -> {
            action.getExtension().removeIf(extension -> extension.getUrl().endsWith("/summary-template"));
            action.getTitleElement()
                    .getExtension()
                    .get(0)
                    .getExtensionByUrl("content")
                    .setValue(new StringType("Un título nuevo"));
        });
        assertThat(author.put(plan).status()).isEqualTo(200);

        assertThat(Author.summaries(author.hook("v04c", "es"))).contains("Un título nuevo");
        assertThat(Author.summaries(author.hook("v04c", "en"))).doesNotContain("Un título nuevo");
    }

    @Test
    void showsTheVersionThatTheAuthorGave() {
        PlanDefinition plan = author.plan().setVersion("0.2.0");
        ValueSet set = author.open(ValueSet.class, "cerclage").setTitle("Other title");
        assertThat(author.send(Bundle.BundleType.TRANSACTION, plan, set).status())
                .isEqualTo(200);
        assertThat(Author.version(author.hook("v04c", "en"))).isEqualTo(Author.PLAN + "|0.2.0");

        assertThat(author.put(set.setTitle("Later title")).status()).isEqualTo(200);
        assertThat(Author.version(author.hook("v04c", "en"))).startsWith(Author.PLAN + "|0.2.0+");
    }

    @Test
    void findsTheArtifactByItsUrl() {
        ValueSet set = author.open(ValueSet.class, "cerclage").setTitle("Other title");
        FhirHttp.Answer answer = http.call("PUT", "ValueSet?url=" + set.getUrl(), set, Author.TOKEN);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(Author.version(author.hook("v04c", "en"))).contains("|0.1.0+");
    }

    @Test
    void takesAndGivesBackAnAddition() {
        ValueSet mine = new ValueSet();
        mine.setUrl("https://cervical-insufficiency.example/fhir/ValueSet/mine").setVersion("0.1.0");
        mine.setId("mine");
        mine.getCompose().addInclude().setSystem("urn:example").addConcept().setCode("one");
        assertThat(author.put(mine).status()).isEqualTo(201);
        assertThat(Author.version(author.hook("v04c", "en"))).contains("|0.1.0+");

        assertThat(http.call("DELETE", "ValueSet/mine", null, Author.TOKEN).status())
                .isEqualTo(200);
        assertThat(Author.version(author.hook("v04c", "en"))).isEqualTo(Author.PLAN + "|0.1.0");
    }

    @Test
    void speaksANewLanguageWithoutARestart() {
        List<MetadataResource> all = new ArrayList<>();
        http.get("CodeSystem?_count=500").as(Bundle.class).getEntry().stream()
                .map(entry -> (CodeSystem) entry.getResource())
                .filter(stored::isOurs)
                .forEach(codes -> all.add(
                        author.open(CodeSystem.class, codes.getIdElement().getIdPart())));
        all.add(author.open(ValueSet.class, "override-reasons"));
        all.add(author.plan());
        all.add(author.open(PlanDefinition.class, "cervical-insufficiency-discharge"));
        FrenchFor.all(all);
        all.stream()
                .filter(CodeSystem.class::isInstance)
                .map(CodeSystem.class::cast)
                .flatMap(codes -> codes.getConcept().stream())
                .flatMap(concept -> concept.getDesignation().stream())
                .filter(designation -> designation.getLanguage().equals("fr"))
                .forEach(designation -> designation.setValue("[fr] " + designation.getValue()));

        FhirHttp.Answer answer = author.send(Bundle.BundleType.TRANSACTION, all.toArray(MetadataResource[]::new));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(author.hook("v04c", "fr").at("/cards/0/detail").asText()).contains("[fr] ");
        assertThat(author.hook("v04c", "en").at("/cards/0/detail").asText()).doesNotContain("[fr] ");
    }

    @Test
    void letsCallsBeginWithTheOldOrTheNewSnapshotAndNeverMixesThem() {
        var changed = author.library(RECORD, LIMIT, "shortMm: 24.0");
        AtomicBoolean done = new AtomicBoolean();
        Set<String> seen = java.util.Collections.synchronizedSet(new TreeSet<>());
        List<CompletableFuture<Void>> callers = Stream.of(1, 2)
                .map(caller -> CompletableFuture.runAsync(() -> {
                    int after = 0;
                    while (after < 5) {
                        after += done.get() ? 1 : 0;
                        JsonNode answer = author.hook("v04c", "en");
                        boolean isShort = Author.topics(answer).contains(SHORT);
                        seen.add((Author.version(answer).contains("+") ? "new " : "old ") + isShort);
                    }
                }))
                .toList();

        assertThat(author.put(changed).status()).isEqualTo(200);
        done.set(true);
        callers.forEach(CompletableFuture::join);

        assertThat(seen).containsExactly("new false", "old true");
    }

    @Test
    void keepsTheChangesOfTwoAuthorsAtOnce() {
        ValueSet first = author.open(ValueSet.class, "cerclage").setTitle("Other title");
        var second = author.library(RECORD, LIMIT, "shortMm: 24.0");
        ConcurrentLinkedQueue<Integer> statuses = new ConcurrentLinkedQueue<>();

        CompletableFuture.allOf(
                        CompletableFuture.runAsync(
                                () -> statuses.add(author.put(first).status())),
                        CompletableFuture.runAsync(
                                () -> statuses.add(author.put(second).status())))
                .join();

        assertThat(statuses).containsExactly(200, 200);
        String inForce = Author.version(author.hook("v04c", "en"));
        assertThat(Author.topics(author.hook("v04c", "en"))).doesNotContain(SHORT);
        publisher.begin(stored.read());
        assertThat(Author.version(author.hook("v04c", "en"))).isEqualTo(inForce);
    }

    @Test
    void keepsAnAuthorsWorkAtTheNextStartUntilTheOperatorResetsIt() {
        changeLimit();
        String inForce = Author.version(author.hook("v04c", "en"));

        ArtifactLoader.Loaded restarted = loader.load();
        publisher.begin(stored.read());

        assertThat(restarted.written()).isZero();
        assertThat(restarted.kept()).isEqualTo(1);
        assertThat(Author.version(author.hook("v04c", "en"))).isEqualTo(inForce);

        ArtifactLoader.Loaded reset = new ArtifactLoader(files, daos, fhir, true).load();
        publisher.begin(stored.read());

        assertThat(reset.written()).isEqualTo(1);
        assertThat(reset.kept()).isZero();
        assertThat(Author.version(author.hook("v04c", "en"))).isEqualTo(Author.PLAN + "|0.1.0");
    }

    @Test
    void forgetsTheAuthorWhereTheShippedTextIsBack() {
        changeLimit();
        author.restore();
        assertThat(loader.load()).satisfies(loaded -> {
            assertThat(loaded.written()).isZero();
            assertThat(loaded.kept()).isZero();
        });
        assertThat(http.get("Library/" + RECORD)
                        .as(org.hl7.fhir.r4.model.Library.class)
                        .getMeta()
                        .getSource())
                .satisfiesAnyOf(
                        source -> assertThat(source).isNull(),
                        source -> assertThat(source).doesNotContain("authored"));
    }
}
