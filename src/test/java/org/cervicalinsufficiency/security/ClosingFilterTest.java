package org.cervicalinsufficiency.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** E10: what is still sent while the server stops. */
class ClosingFilterTest {

    private final ClosingFilter filter = new ClosingFilter();

    private static MockHttpServletRequest request(String path) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", path);
        request.setServletPath(path);
        return request;
    }

    @Test
    void countsWhatIsUnderWayAndLetsItThrough() throws Exception {
        List<Integer> seen = new ArrayList<>();
        MockHttpServletResponse answer = new MockHttpServletResponse();

        filter.doFilter(request("/cds-services/x"), answer, (in, out) -> seen.add(filter.underWay()));

        assertThat(seen).containsExactly(1);
        assertThat(filter.underWay()).isZero();
        assertThat(answer.getStatus()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"/cds-services/x,application/json", "/fhir/Patient,application/fhir+json;charset=UTF-8"})
    void turnsAwayWhatBeginsLaterAndSaysWhenToTryAgain(String path, String type) throws Exception {
        filter.close();
        MockHttpServletResponse answer = new MockHttpServletResponse();

        filter.doFilter(request(path), answer, (in, out) -> {
            throw new AssertionError("nothing is begun any more");
        });

        assertThat(answer.getStatus()).isEqualTo(503);
        assertThat(answer.getHeader("Retry-After")).isEqualTo("1");
        assertThat(answer.getHeader("Connection")).isEqualTo("close");
        assertThat(answer.getContentType()).isEqualTo(type);
        assertThat(answer.getContentAsString()).contains("OperationOutcome", "\"transient\"");
        assertThat(filter.underWay()).isZero();
    }
}
