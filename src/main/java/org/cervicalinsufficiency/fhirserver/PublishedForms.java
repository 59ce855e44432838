package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.cervicalinsufficiency.questionnaire.FormDefinition;
import org.cervicalinsufficiency.questionnaire.FormPaths;
import org.cervicalinsufficiency.questionnaire.Forms;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.Questionnaire;

/**
 * The Questionnaires of the store, read once and kept until one is written, here or on another replica
 * ({@link SharedArtifacts}). Retired ones take no more answers.
 */
public class PublishedForms implements Forms {

    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final String ALL = "all";

    private final DaoRegistry daos;
    private final FormPaths paths;
    private final Cache<String, List<Published>> kept =
            Caffeine.newBuilder().expireAfterWrite(LONGEST).build();

    PublishedForms(DaoRegistry daos, FormPaths paths) {
        this.daos = daos;
        this.paths = paths;
    }

    private record Published(String url, String version, FormDefinition form) {}

    @Override
    public Optional<FormDefinition> find(String url, String version) {
        return published().stream()
                .filter(each -> each.url().equals(url) && each.version().equals(version))
                .map(Published::form)
                .findFirst();
    }

    @Override
    public List<String> versions(String url) {
        return published().stream()
                .filter(each -> each.url().equals(url))
                .map(Published::version)
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    @Override
    public List<String> canonicals() {
        return published().stream().map(each -> each.form().canonical()).toList();
    }

    /** Reads them anew at the next question. */
    void forget() {
        kept.invalidateAll();
    }

    private List<Published> published() {
        List<Published> known = kept.getIfPresent(ALL);
        if (known == null) {
            known = read();
            kept.put(ALL, known);
        }
        return known;
    }

    private List<Published> read() {
        List<ConceptMap> maps = all(ConceptMap.class);
        return all(Questionnaire.class).stream()
                .filter(form -> form.hasUrl() && form.hasVersion() && form.getStatus() != PublicationStatus.RETIRED)
                .map(form -> new Published(
                        form.getUrl(), form.getVersion(), FormDefinition.of(form, mapsOf(form, maps), paths)))
                .toList();
    }

    private static List<ConceptMap> mapsOf(Questionnaire form, List<ConceptMap> maps) {
        return maps.stream()
                .filter(map -> Objects.equals(map.getVersion(), form.getVersion()))
                .toList();
    }

    private <T extends MetadataResource> List<T> all(Class<T> type) {
        return daos
                .getResourceDao(type)
                .search(SearchParameterMap.newSynchronous(), new SystemRequestDetails())
                .getAllResources()
                .stream()
                .map(type::cast)
                .toList();
    }
}
