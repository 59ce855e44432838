package org.cervicalinsufficiency.knowledge;

import ca.uhn.fhir.context.FhirContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.hl7.fhir.r4.model.Library;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.PlanDefinition;

/**
 * Makes snapshots: the shipped one, and those that authors make of it by changing artifacts. A set that could not answer
 * calls safely becomes no snapshot.
 */
public final class KnowledgeEditions {

    private final FhirContext context;
    private final ArtifactEdition shipped;
    private final Compiled shippedCql;
    private final KnowledgeBase shippedBase;
    private final AtomicReference<Compiled> lastCompiled;

    /** Texts of libraries and what the compiler made of them. */
    private record Compiled(Map<String, String> cql, CqlLibraries libraries) {}

    /**
     * Reads the shipped set.
     *
     * @param texts resources, CQL and ELM as the build left them
     */
    public KnowledgeEditions(FhirContext context, ArtifactTexts texts) {
        this.context = context;
        List<MetadataResource> parsed = new ArrayList<>();
        new TreeMap<>(texts.resources()).forEach((file, json) -> {
            MetadataResource artifact = Artifacts.parseOne(context, file, json);
            parsed.add(
                    artifact instanceof Library library && !Leaflet.isOne(library)
                            ? filled(library, texts.cql())
                            : artifact);
        });
        this.shipped = ArtifactEdition.of(context, parsed);
        this.shippedCql = new Compiled(shipped.cql(), CqlLibraries.fromElm(texts.elm()));
        this.shippedBase =
                KnowledgeBase.of(Artifacts.parse(context, texts.resources()), shippedCql.libraries(), Map.of());
        this.lastCompiled = new AtomicReference<>(shippedCql);
    }

    private static Library filled(Library library, Map<String, String> cql) {
        String text = cql.get(library.getName());
        if (text == null) {
            throw new IllegalStateException("The Library " + library.getName() + " has no CQL; add the file "
                    + library.getName() + ".cql to fhir-resources/cql.");
        }
        Library filled = library.copy();
        filled.addContent().setContentType("text/cql").setData(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return filled;
    }

    /** The snapshot of the shipped set. */
    public KnowledgeBase shipped() {
        return shippedBase;
    }

    /** What the canonical of every artifact of the set begins with, without a slash at its end. */
    public String base() {
        MetadataResource any = shipped.resources().values().iterator().next();
        return any.getUrl()
                .substring(0, any.getUrl().length() - ArtifactEdition.keyOf(any).length() - 1);
    }

    /** Whether an artifact says what the shipped one of its type and id says. */
    public boolean isAsShipped(MetadataResource artifact) {
        return ArtifactText.of(context, artifact).equals(shipped.texts().get(ArtifactEdition.keyOf(artifact)));
    }

    /**
     * The snapshot of a set. CQL that was compiled before is not compiled again.
     *
     * @param artifacts the whole set; libraries carry their CQL as {@code text/cql}
     * @throws CqlCompilationException if the CQL does not compile without error or warning
     * @throws DefectiveArtifacts if something else would make calls fail
     */
    public KnowledgeBase of(Collection<? extends MetadataResource> artifacts) {
        ArtifactEdition edition = ArtifactEdition.of(context, artifacts);
        if (edition.texts().equals(shipped.texts())) {
            return shippedBase;
        }
        Set<String> shippedLanguages = shippedBase.languages();
        refuse(SetChecks.defects(context, edition, shipped, base()));
        refuse(CodeChecks.defects(edition, shipped, shippedLanguages));
        CqlLibraries libraries = linked(edition.cql());
        Artifacts set = Artifacts.of(edition.resources().values());
        Set<String> languages = new TreeSet<>(Wording.of(set).languages());
        languages.addAll(shippedLanguages);
        List<ArtifactDefect> defects = new ArrayList<>(CodeChecks.defects(edition, shipped, languages));
        set.all(PlanDefinition.class).forEach(plan -> defects.addAll(PlanChecks.defects(plan, edition, languages)));
        defects.addAll(LibraryChecks.defects(edition, libraries));
        defects.addAll(LeafletChecks.defects(edition, shippedLanguages));
        refuse(defects);
        try {
            KnowledgeBase candidate = KnowledgeBase.of(set, libraries, shownVersions(edition));
            candidate.requireFailureCards();
            return candidate;
        } catch (IllegalStateException | IllegalArgumentException unusable) {
            throw defective(unusable);
        }
    }

    private static DefectiveArtifacts defective(RuntimeException unusable) {
        return new DefectiveArtifacts(List.of(new ArtifactDefect("", "", String.valueOf(unusable.getMessage()))));
    }

    /** Libraries that compile one by one may still not fit together ({@link ElmLinker}). */
    private CqlLibraries linked(Map<String, String> cql) {
        try {
            return compiled(cql);
        } catch (IllegalStateException unfit) {
            throw defective(unfit);
        }
    }

    private static void refuse(List<ArtifactDefect> defects) {
        if (!defects.isEmpty()) {
            throw new DefectiveArtifacts(defects);
        }
    }

    private CqlLibraries compiled(Map<String, String> cql) {
        for (Compiled known : List.of(shippedCql, lastCompiled.get())) {
            if (known.cql().equals(cql)) {
                return known.libraries();
            }
        }
        CqlLibraries libraries = CqlLibraries.fromElm(CqlCompiler.toElm(cql));
        lastCompiled.set(new Compiled(cql, libraries));
        return libraries;
    }

    /**
     * A PlanDefinition that has kept its shipped version although something in the set is not as shipped, or whose own
     * version is older than another author's change, is shown with the mark of the edition.
     */
    private Map<String, String> shownVersions(ArtifactEdition edition) {
        List<MetadataResource> changed = edition.changedSince(shipped);
        Map<String, String> shown = new HashMap<>();
        edition.resources().forEach((key, artifact) -> {
            if (artifact instanceof PlanDefinition plan) {
                MetadataResource before = shipped.resources().get(key);
                boolean kept = before != null && plan.getVersion().equals(before.getVersion());
                if (kept || changed.stream().anyMatch(other -> isLater(other, plan))) {
                    shown.put(plan.getUrl(), plan.getVersion() + "+" + edition.mark());
                }
            }
        });
        return shown;
    }

    private static boolean isLater(MetadataResource artifact, PlanDefinition plan) {
        Date changed = artifact.getMeta().getLastUpdated();
        Date published = plan.getMeta().getLastUpdated();
        return artifact != plan && (changed == null || published == null || changed.after(published));
    }
}
