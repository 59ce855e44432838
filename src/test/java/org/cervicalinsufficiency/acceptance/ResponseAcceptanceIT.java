package org.cervicalinsufficiency.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.SecureTenants;
import org.cervicalinsufficiency.tenant.CardSettings;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.cervicalinsufficiency.tenant.Ehr;
import org.cervicalinsufficiency.tenant.SmartLaunch;
import org.cervicalinsufficiency.tenant.Tenant;
import org.cervicalinsufficiency.tenant.Tenants;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** Section 4 of the acceptance; AC-38 to AC-50 are checked by {@link Bench#answered} on every answer of the suite. */
@Acceptance
class ResponseAcceptanceIT {

    private static final Logger LOG = LoggerFactory.getLogger(ResponseAcceptanceIT.class);
    private static final String FORM = "https://forms.example/screening";
    private static final String OWN_HOST = "cds.example";
    private static final int CALLS = 300;
    private static final int AT_ONCE = 10;
    private static final double MOST_MILLISECONDS = 500;

    private final Bench bench;
    private final CurrentTenants tenants;

    @Autowired
    ResponseAcceptanceIT(FhirHttp http, CurrentTenants tenants) {
        this.bench = new Bench(http);
        this.tenants = tenants;
    }

    /** The EHR launches our form, so that there are links of both types; nothing may hold for want of cards. */
    @Test
    void ac38to50HoldForCardsOfEveryKind() {
        Set<String> hosts = new TreeSet<>(SecureTenants.LINK_HOSTS);
        hosts.add(OWN_HOST);
        Set<String> looked = new TreeSet<>();
        with(FORM, List.copyOf(hosts), () -> {
            for (ObjectNode body : List.of(Bodies.full(), Bodies.other(), Bodies.urgent(), Bodies.unanswered())) {
                Reply reply = bench.call(body);
                assertThat(reply.status()).isEqualTo(200);
                looked.addAll(new CardAssertions(Bodies.patientId(body), hosts).check(reply));
            }
        });

        assertThat(looked).contains("critical", "warning", "info", "create", "absolute", "smart");
    }

    @Test
    void ac46LinksNoHostThatIsNotListed() {
        assertThat(hosts(bench.answered(Bodies.full()))).contains("doi.org");
        assertThat(hosts(bench.answered(Bodies.unanswered()))).contains("forms.example");

        with(FORM, List.of("forms.example"), () -> {
            assertThat(hosts(bench.call(Bodies.full()))).isEmpty();
            assertThat(hosts(bench.call(Bodies.unanswered()))).containsExactly("forms.example");
        });
        // The address of the form is configured as well.
        with(FORM, List.of("elsewhere.example"), () -> {
            assertThat(hosts(bench.call(Bodies.full()))).isEmpty();
            assertThat(hosts(bench.call(Bodies.unanswered()))).containsExactly("forms.example");
        });
    }

    @Test
    void ac50LinksWhatIsConfigured() {
        with("https://other-forms.example/here", List.of("other-forms.example"), () -> {
            Reply reply = bench.call(Bodies.unanswered());

            assertThat(hosts(reply)).containsExactly("other-forms.example");
            assertThat(reply.body())
                    .contains("https://other-forms.example/here")
                    .doesNotContain("https://forms.example");
        });
    }

    private static Set<String> hosts(Reply reply) {
        assertThat(reply.status()).isEqualTo(200);
        Set<String> hosts = new TreeSet<>();
        reply.json()
                .path("cards")
                .forEach(card -> card.path("links")
                        .forEach(link ->
                                hosts.add(URI.create(link.path("url").asText()).getHost())));
        return hosts;
    }

    /** While alpha is registered with another form and other hosts of links, and launches our form. */
    private void with(String form, List<String> linkHosts, Runnable test) {
        Tenants before = tenants.get();
        try {
            tenants.replace(alphaWith(before, form, linkHosts));
            test.run();
        } finally {
            tenants.replace(before);
        }
    }

    private static Tenants alphaWith(Tenants before, String form, List<String> linkHosts) {
        List<Tenant> all = new ArrayList<>(before.all());
        Tenant alpha = all.get(0);
        CardSettings cards = alpha.cards();
        Ehr ehr = new Ehr(
                alpha.ehr().fhirBases(),
                alpha.ehr().privateNetworks(),
                Map.of(),
                Optional.of(new SmartLaunch("form-page", false, List.of())));
        CardSettings others = new CardSettings(
                cards.profile(),
                cards.language(),
                Optional.of(form),
                linkHosts,
                cards.max(),
                cards.offForTriggers(),
                cards.phones(),
                cards.suggestions(),
                cards.suppressFor());
        all.set(0, new Tenant(alpha.id(), alpha.name(), ehr, alpha.clients(), alpha.apps(), others, alpha.origins()));
        return new Tenants(all, before.authorizationServer());
    }

    @Test
    void ac51AnswersTheSameButForUuids() {
        Reply first = bench.answered(Bodies.full());
        Reply second = bench.answered(Bodies.full());

        assertThat(second.cards()).isEqualTo(first.cards());
        assertThat(second.uuids()).hasSameSizeAs(first.uuids()).doesNotContainAnyElementsOf(first.uuids());
    }

    @Test
    void ac52IsFastEnough() throws Exception {
        String body = Bodies.full().toString();
        assertThat(IntStream.range(0, CALLS).mapToObj(warmUp -> bench.post(Bench.VIEW, body)))
                .allMatch(reply -> reply.status() == 200);
        ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE);
        List<Future<Double>> calls = IntStream.range(0, CALLS)
                .mapToObj(call -> callers.submit(() -> milliseconds(body)))
                .toList();
        double[] times = new double[CALLS];
        for (int i = 0; i < CALLS; i++) {
            times[i] = calls.get(i).get();
        }
        callers.shutdown();
        Arrays.sort(times);

        LOG.warn(
                "AC-52: p50 {} ms, p95 {} ms, p99 {} ms, max {} ms",
                at(times, 50),
                at(times, 95),
                at(times, 99),
                times[CALLS - 1]);
        assertThat(at(times, 95)).isLessThan(MOST_MILLISECONDS);
    }

    private double milliseconds(String body) {
        long start = System.nanoTime();
        assertThat(bench.post(Bench.VIEW, body).status()).isEqualTo(200);
        return (System.nanoTime() - start) / 1e6;
    }

    private static double at(double[] sorted, int percent) {
        return sorted[(int) Math.ceil(percent / 100.0 * sorted.length) - 1];
    }
}
