package org.cervicalinsufficiency.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.cervicalinsufficiency.tenant.Caller;
import org.cervicalinsufficiency.tenant.CardSettings;
import org.cervicalinsufficiency.tenant.Ehr;
import org.cervicalinsufficiency.tenant.Tenant;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Floods end at the client or the address that makes them. */
class RatesTest {

    private final AtomicLong now = new AtomicLong();
    private final TimeMeter time = new TimeMeter() {
        @Override
        public long currentTimeNanos() {
            return now.get();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    };

    private static Caller caller(String client) {
        return new Caller(
                Tenant.unregistered("st-mary", Ehr.at(List.of()), CardSettings.usual("us", "en", Optional.empty())),
                client);
    }

    private static int status(ClientRateFilter filter, Caller caller) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/cds-services/x");
        request.setServletPath("/cds-services/x");
        request.setAttribute(Caller.ATTRIBUTE, caller);
        MockHttpServletResponse response = new MockHttpServletResponse();
        filter.doFilter(request, response, (in, out) -> {});
        if (response.getStatus() == 429) {
            assertThat(response.getHeader("Retry-After")).isEqualTo("1");
            assertThat(response.getContentAsString()).contains("OperationOutcome", "throttled");
        }
        return response.getStatus();
    }

    @Test
    void givesEachClientItsShare() throws Exception {
        ClientRateFilter filter = new ClientRateFilter(new Rates(50, 100, time));

        for (int i = 0; i < 100; i++) {
            assertThat(status(filter, caller("alpha"))).isEqualTo(200);
        }
        assertThat(status(filter, caller("alpha"))).isEqualTo(429);
        assertThat(status(filter, caller("beta"))).isEqualTo(200);

        now.addAndGet(Duration.ofSeconds(1).toNanos());
        for (int i = 0; i < 50; i++) {
            assertThat(status(filter, caller("alpha"))).isEqualTo(200);
        }
        assertThat(status(filter, caller("alpha"))).isEqualTo(429);
    }

    @Test
    void leavesAloneWhoNeedNotProveWhoTheyAre() throws Exception {
        ClientRateFilter filter = new ClientRateFilter(new Rates(1, 1, time));

        for (int i = 0; i < 10; i++) {
            assertThat(status(filter, caller(Caller.ANYBODY))).isEqualTo(200);
        }
    }

    private static int failing(FailureRateFilter filter, String address, int status) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/fhir/Patient");
        request.setServletPath("/fhir");
        request.setRemoteAddr(address);
        MockHttpServletResponse response = new MockHttpServletResponse();
        FilterChain chain = (in, out) -> {
            if (status != 401 || !FailureRateFilter.turnedAway((HttpServletRequest) in, (HttpServletResponse) out)) {
                ((HttpServletResponse) out).setStatus(status);
            }
        };
        filter.doFilter(request, response, chain);
        if (response.getStatus() == 429) {
            assertThat(response.getHeader("Retry-After")).isEqualTo("1");
        }
        return response.getStatus();
    }

    @Test
    void turnsAwayWhatProvesNobodyAndNeverAGoodToken() throws Exception {
        FailureRateFilter filter = new FailureRateFilter(new Rates(10, 20, time));

        for (int i = 0; i < 500; i++) {
            assertThat(failing(filter, "10.0.0.1", 200)).isEqualTo(200);
            assertThat(failing(filter, "10.0.0.1", 403)).isEqualTo(403);
        }
        for (int i = 0; i < 20; i++) {
            assertThat(failing(filter, "10.0.0.1", 401)).isEqualTo(401);
        }
        assertThat(failing(filter, "10.0.0.1", 401)).isEqualTo(429);
        assertThat(failing(filter, "10.0.0.1", 200)).isEqualTo(200);
        assertThat(failing(filter, "10.0.0.1", 403)).isEqualTo(403);
        assertThat(failing(filter, "10.0.0.2", 401)).isEqualTo(401);

        now.addAndGet(Duration.ofMillis(100).toNanos());
        assertThat(failing(filter, "10.0.0.1", 401)).isEqualTo(401);
        assertThat(failing(filter, "10.0.0.1", 401)).isEqualTo(429);
    }

    private static int sent(AddressRateFilter filter, String method, String address) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest(method, "/forms/x/calculated");
        request.setServletPath("/forms/x/calculated");
        request.setRemoteAddr(address);
        MockHttpServletResponse response = new MockHttpServletResponse();
        filter.doFilter(request, response, (in, out) -> {});
        if (response.getStatus() == 429) {
            assertThat(response.getHeader("Retry-After")).isEqualTo("1");
        }
        return response.getStatus();
    }

    @Test
    void givesEachAddressItsShareOfWhatIsPosted() throws Exception {
        AddressRateFilter filter = new AddressRateFilter(new Rates(10, 20, time));

        for (int i = 0; i < 20; i++) {
            assertThat(sent(filter, "POST", "10.0.0.1")).isEqualTo(200);
        }
        assertThat(sent(filter, "POST", "10.0.0.1")).isEqualTo(429);
        assertThat(sent(filter, "GET", "10.0.0.1")).isEqualTo(200);
        assertThat(sent(filter, "POST", "10.0.0.2")).isEqualTo(200);

        now.addAndGet(Duration.ofMillis(100).toNanos());
        assertThat(sent(filter, "POST", "10.0.0.1")).isEqualTo(200);
        assertThat(sent(filter, "POST", "10.0.0.1")).isEqualTo(429);
    }

    @Test
    void remembersABoundedNumber() {
        Rates rates = new Rates(1, 1, time);

        assertThat(IntStream.range(0, 50_000)
                        .filter(key -> rates.take("address-" + key))
                        .count())
                .isEqualTo(50_000);
        assertThat(rates.size()).isLessThanOrEqualTo(10_000);
    }
}
