package org.cervicalinsufficiency.sight;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.PresentationIT;
import org.cervicalinsufficiency.SecureServerTest;
import org.cervicalinsufficiency.TestTokens;
import org.cervicalinsufficiency.cdshooks.ServiceCatalog;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The contract where clients are registered: they count by their short names, and whoever is refused by the reason. */
@SecureServerTest
class SecureMetricsIT {

    private static final String DISCOVERY = "/cds-services";
    private static final String DISCHARGE = "/cds-services/cervical-insufficiency-encounter-discharge";

    private final HttpClient client = HttpClient.newHttpClient();
    private final FhirHttp http;
    private final ContractCheck contract;

    @Autowired
    SecureMetricsIT(FhirHttp http, ServiceCatalog catalog) {
        this.http = http;
        this.contract =
                new ContractCheck(catalog, Set.of("alpha", "beta", "epicish"), Set.of(PresentationIT.OWN_REASON));
    }

    private int get(String path, String token) throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(http.address(path))
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static double rise(Scrape before, Scrape after, String name, String... labels) {
        return after.sum(name, labels) - before.sum(name, labels);
    }

    @Test
    void countsWhoIsAdmittedAndWhoIsNot() throws Exception {
        Scrape before = Scrape.of(http);
        String token = TestTokens.alpha(DISCOVERY).sign();

        assertThat(get(DISCOVERY, token)).isEqualTo(200);
        assertThat(get(DISCOVERY, token)).isEqualTo(401);
        assertThat(get(DISCOVERY, "no.such.token")).isEqualTo(401);
        assertThat(get(DISCHARGE, TestTokens.beta(DISCHARGE).sign())).isEqualTo(403);

        Scrape after = Scrape.of(http);
        assertThat(rise(before, after, "cds_response_total", "client", "alpha", "hook", "discovery", "status", "200"))
                .isEqualTo(1);
        assertThat(rise(before, after, "cds_response_total", "client", "unknown", "status", "401"))
                .isEqualTo(2);
        assertThat(rise(before, after, "cds_response_total", "status", "403")).isEqualTo(1);
        assertThat(rise(before, after, "cds_jti_replay_total")).isEqualTo(1);
        assertThat(rise(before, after, "cds_auth_rejected_total", "client", "alpha", "reason", "replay"))
                .isEqualTo(1);
        assertThat(rise(before, after, "cds_auth_rejected_total", "client", "beta", "reason", "not-entitled"))
                .isEqualTo(1);
        assertThat(after.sum("cds_jti_store_state")).isZero();
        contract.requireListed(after);
    }
}
