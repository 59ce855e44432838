package org.cervicalinsufficiency.vignettes;

import ca.uhn.fhir.interceptor.api.IInterceptorService;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.ServerTest;
import org.cervicalinsufficiency.fhirserver.FormAdmission;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * The same for some vignettes with forms whose facts, RiskAssessment and Provenance were made as they were stored: what
 * was made out of a form stands beside it in the record, and changes nothing.
 */
@ServerTest
class ApplyAfterFormsIT {

    private static final int ONE_IN = 12;

    private final ApplyComparison door;
    private final IInterceptorService interceptors;
    private final FormAdmission gate;

    @Autowired
    ApplyAfterFormsIT(FhirHttp http, IInterceptorService interceptors, FormAdmission gate) {
        this.door = new ApplyComparison(http);
        this.interceptors = interceptors;
        this.gate = gate;
    }

    @BeforeEach
    void openTheGate() {
        interceptors.unregisterInterceptor(gate);
    }

    @AfterEach
    void closeTheGate() {
        interceptors.registerInterceptor(gate);
    }

    @TestFactory
    @Execution(ExecutionMode.CONCURRENT)
    Stream<DynamicTest> leavesOutWhatWasMadeOfTheForms() {
        List<Vignette> withForms = Vignettes.all().stream()
                .filter(vignette -> !vignette.story().forms().isEmpty())
                .filter(vignette -> vignette.doors().refused().isEmpty())
                .toList();
        return IntStream.range(0, withForms.size())
                .filter(index -> index % ONE_IN == 0)
                .mapToObj(withForms::get)
                .map(vignette -> DynamicTest.dynamicTest(
                        vignette.id() + " " + vignette.title(),
                        () -> door.compare(vignette, ApplyComparison.oneOf(vignette.profiles()))));
    }
}
