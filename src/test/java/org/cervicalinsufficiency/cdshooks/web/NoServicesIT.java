package org.cervicalinsufficiency.cdshooks.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.cervicalinsufficiency.cdshooks.Calls;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;

/** AC-02: an operator has switched all services off. */
@SpringBootTest(
        classes = HookServer.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"server.address=127.0.0.1", "screening.hooks.enabled=false"})
@ActiveProfiles(HookServer.ALONE)
class NoServicesIT extends HookHttp {

    private static final String VIEW = "/cds-services/cervical-insufficiency-patient-view";

    @Test
    void ac02DiscoveryListsNone() throws Exception {
        HttpResponse<String> answer = send("GET", "/cds-services", (String) null);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().allValues("Content-Type")).containsExactly("application/json");
        assertThat(answer.body()).isEqualTo("{\"services\":[]}");
        assertThat(send("HEAD", "/cds-services", (String) null).headers().allValues("ETag"))
                .isEqualTo(answer.headers().allValues("ETag"))
                .hasSize(1);
    }

    @Test
    void knowsNoServiceThatWasThere() throws Exception {
        for (String path : new String[] {VIEW, VIEW + "/feedback"}) {
            HttpResponse<String> answer = post(path, Calls.body(Calls.fullPrefetch()));

            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.body()).contains("OperationOutcome");
        }
    }
}
