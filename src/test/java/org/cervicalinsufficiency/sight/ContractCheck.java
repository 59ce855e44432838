package org.cervicalinsufficiency.sight;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cervicalinsufficiency.cdshooks.GapReason;
import org.cervicalinsufficiency.cdshooks.ServiceCatalog;
import org.cervicalinsufficiency.cdshooks.ServiceDefinition;
import org.cervicalinsufficiency.security.Refusal;

/** Compares a scrape with the contract, whose lists in brackets are those of one running server. */
final class ContractCheck {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final MetricContract contract = MetricContract.read();
    private final ServiceCatalog catalog;
    private final Set<String> clients;
    private final Set<String> ownReasons;

    /**
     * A check for one server.
     *
     * @param clients short names of its registered clients
     * @param ownReasons codes of the reasons that its registrations list
     */
    ContractCheck(ServiceCatalog catalog, Set<String> clients, Set<String> ownReasons) {
        this.catalog = catalog;
        this.clients = clients;
        this.ownReasons = ownReasons;
    }

    /** Every metric that has a row is there. */
    void requireAll(Scrape scrape) {
        assertThat(names(scrape)).containsAll(contract.metrics().keySet());
    }

    /** Every metric of ours has a row, exactly its labels, and no value that is not listed. */
    void requireListed(Scrape scrape) throws IOException {
        assertThat(names(scrape).stream().filter(ContractCheck::isOurs))
                .as("a metric of ours without a row")
                .isNotEmpty()
                .allSatisfy(name -> assertThat(contract.metrics()).containsKey(name));
        Map<String, Set<String>> lists = lists();
        scrape.samples().stream().filter(sample -> isOurs(sample.name())).forEach(sample -> check(sample, lists));
    }

    private Set<String> names(Scrape scrape) {
        return scrape.samples().stream()
                .map(sample -> contract.metricOf(sample.name()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void check(Scrape.Sample sample, Map<String, Set<String>> lists) {
        String name = contract.metricOf(sample.name());
        Set<String> labels = new TreeSet<>(sample.labels().keySet());
        labels.remove("le");
        assertThat(labels).as(sample.name()).isEqualTo(contract.metric(name).labels());
        labels.forEach(label -> assertThat(contract.values(name, label, lists))
                .as(sample.name() + " " + label)
                .contains(sample.labels().get(label)));
    }

    private static boolean isOurs(String name) {
        return name.matches("(cds|qr|audit|decision|fhir)_.*");
    }

    private Map<String, Set<String>> lists() throws IOException {
        Map<String, Set<String>> lists = new HashMap<>(Map.of(
                "(services)", of(ServiceDefinition::id),
                "(hooks)", of(ServiceDefinition::hook),
                "(clients)", clients,
                "(keys)",
                        catalog.all().stream()
                                .flatMap(service -> service.definition().prefetch().keySet().stream())
                                .collect(Collectors.toSet()),
                "(topics)", codes("CodeSystem/card-topic", "/concept"),
                "(reasons)", codes("ValueSet/override-reasons", "/compose/include/0/concept"),
                "(gaps)", Arrays.stream(GapReason.values()).map(GapReason::code).collect(Collectors.toSet()),
                "(refusals)",
                        Arrays.stream(Refusal.values())
                                .map(reason ->
                                        reason.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                                .collect(Collectors.toSet())));
        lists.put("(own reasons)", ownReasons);
        return lists;
    }

    private Set<String> of(Function<ServiceDefinition, String> part) {
        return catalog.all().stream()
                .map(service -> part.apply(service.definition()))
                .collect(Collectors.toSet());
    }

    /** The codes of one of our artifacts. */
    private static Set<String> codes(String artifact, String place) throws IOException {
        Path file = Path.of("fhir-resources", artifact.toLowerCase(Locale.ROOT) + ".json");
        Collection<String> codes =
                JSON.readTree(Files.readString(file)).at(place).findValuesAsText("code");
        assertThat(codes).as(artifact).isNotEmpty();
        return Set.copyOf(codes);
    }
}
