package org.cervicalinsufficiency.cdshooks.ehr;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.cervicalinsufficiency.cdshooks.PrefetchedData;
import org.cervicalinsufficiency.outbound.Listener;
import org.cervicalinsufficiency.outbound.OutboundClient;
import org.cervicalinsufficiency.outbound.StubServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Further pages, of what was fetched and of what was sent. */
class EhrPagesTest {

    private static final OutboundClient CLIENT = EhrCalls.client();

    @AfterAll
    static void close() {
        CLIENT.close();
    }

    @Test
    void pagesMakeOneBundle() {
        try (StubEhr ehr = new StubEhr()) {
            ehr.spoil("Condition", exchange -> page(exchange, ehr.base(), 3));

            assertThat(conditions(ehr)).isEqualTo("Given 6");
            assertThat(asked(ehr))
                    .hasSize(3)
                    .allSatisfy(seen -> assertThat(seen.header("Authorization")).isEqualTo("Bearer " + EhrCalls.TOKEN));
        }
    }

    @Test
    void pagesAfterTheOneThatWasSentAreFetched() {
        try (StubEhr ehr = new StubEhr()) {
            ehr.spoil("Condition", exchange -> page(exchange, ehr.base(), 3));
            String sent = StubEhr.bundle(
                    "\"total\": 6, " + StubEhr.next(ehr.base() + "/Condition?page=2"), StubEhr.conditions(1, 2, "p1"));
            PrefetchedData data = read(ehr, "{\"conditions\": " + sent + "}");

            assertThat(EhrCalls.describe(data.key("conditions"))).isEqualTo("Given 6");
            assertThat(ehr.seen())
                    .extracting(StubServer.Seen::uri)
                    .contains("/fhir/Condition?page=2", "/fhir/Condition?page=3")
                    .doesNotContain("/fhir/Condition?patient=p1&_sort=-recorded-date");
        }
    }

    @Test
    void endlessPagesEndAfterFive() {
        try (StubEhr ehr = new StubEhr()) {
            ehr.spoil("Condition", exchange -> page(exchange, ehr.base(), Integer.MAX_VALUE));

            assertThat(conditions(ehr)).isEqualTo("Incomplete 10 [further-pages]");
            assertThat(asked(ehr)).hasSize(5);
        }
    }

    @Test
    void aPageThatComesAgainEndsTheReading() {
        try (StubEhr ehr = new StubEhr()) {
            ehr.spoil(
                    "Condition",
                    exchange -> page(exchange, ehr.base() + "/Condition?page=2", StubEhr.conditions(1, 2, "p1")));

            assertThat(conditions(ehr)).isEqualTo("Incomplete 2 [further-pages]");
            assertThat(asked(ehr)).hasSize(2);
        }
    }

    @Test
    void anEmptyPageWithAFurtherOneEndsTheReading() {
        AtomicInteger page = new AtomicInteger();
        try (StubEhr ehr = new StubEhr()) {
            ehr.spoil(
                    "Condition",
                    exchange -> page(exchange, ehr.base() + "/Condition?page=" + page.incrementAndGet(), ""));

            assertThat(conditions(ehr)).isEqualTo("Incomplete [further-pages]");
            assertThat(asked(ehr)).hasSize(1);
        }
    }

    @Test
    void whatCameBeforeABrokenPageIsKept() {
        try (StubEhr ehr = new StubEhr()) {
            ehr.spoil("Condition", exchange -> {
                if (exchange.getRequestURI().toString().contains("page=2")) {
                    exchange.sendResponseHeaders(500, -1);
                } else {
                    page(exchange, ehr.base(), 3);
                }
            });
            assertThat(conditions(ehr)).isEqualTo("Incomplete 2 [further-pages]");
        }
    }

    @Test
    void aFurtherPageElsewhereIsNotAskedFor() {
        try (StubEhr ehr = new StubEhr();
                Listener elsewhere = new Listener("")) {
            ehr.spoil(
                    "Condition",
                    exchange -> page(
                            exchange,
                            "http://127.0.0.1:" + elsewhere.port() + "/fhir/Condition?page=2",
                            StubEhr.conditions(1, 2, "p1")));

            assertThat(conditions(ehr)).isEqualTo("Incomplete 2 [further-pages]");
            assertThat(elsewhere.connections()).isZero();
        }
    }

    /** Pages of two conditions each, up to the last one. */
    private static void page(HttpExchange exchange, String base, int last) throws IOException {
        String uri = exchange.getRequestURI().toString();
        int page = uri.contains("page=") ? Integer.parseInt(uri.replaceAll(".*page=", "")) : 1;
        String members = "\"total\": " + (last > 1000 ? 100 : last * 2);
        if (page < last) {
            members = members + ", " + StubEhr.next(base + "/Condition?page=" + (page + 1));
        }
        StubServer.send(exchange, StubEhr.bundle(members, StubEhr.conditions(page * 2 - 1, page * 2, "p1")));
    }

    /** One page that names the next. */
    private static void page(HttpExchange exchange, String next, String entries) throws IOException {
        StubServer.send(exchange, StubEhr.bundle(StubEhr.next(next), entries));
    }

    /** What becomes of the conditions where a call brings nothing. */
    private static String conditions(StubEhr ehr) {
        return EhrCalls.describe(read(ehr, "null").key("conditions"));
    }

    private static List<StubServer.Seen> asked(StubEhr ehr) {
        return ehr.seen().stream()
                .filter(seen -> seen.uri().contains("Condition"))
                .toList();
    }

    private static PrefetchedData read(StubEhr ehr, String prefetch) {
        return EhrCalls.read(
                new RegisteredEhrServer(CLIENT, EhrCalls.LIMITS, true),
                EhrCalls.tenant("alpha", ehr.base()),
                EhrCalls.body(ehr.base(), prefetch));
    }
}
