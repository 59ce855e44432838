package org.cervicalinsufficiency.vignettes;

import ca.uhn.fhir.interceptor.api.IInterceptorService;
import java.util.stream.Stream;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.ServerTest;
import org.cervicalinsufficiency.fhirserver.FormAdmission;
import org.cervicalinsufficiency.fhirserver.SubmissionHook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * The standard's own door: every vignette's patient stored on the FHIR server, {@code PlanDefinition/$apply} with the
 * same date and profile. It must select the very actions that our evaluation selects (ADR 0022).
 */
@ServerTest
class ApplyVignettesIT {

    private final ApplyComparison door;
    private final IInterceptorService interceptors;
    private final FormAdmission gate;
    private final SubmissionHook derivation;

    @Autowired
    ApplyVignettesIT(FhirHttp http, IInterceptorService interceptors, FormAdmission gate, SubmissionHook derivation) {
        this.door = new ApplyComparison(http);
        this.interceptors = interceptors;
        this.gate = gate;
        this.derivation = derivation;
    }

    /**
     * Vignettes also tell of forms that no gate would let in: records of other days, other versions, contradictions. What
     * follows from a form is not made here, where only the record is asked; {@link ApplyAfterFormsIT} has it beside the
     * record.
     */
    @BeforeEach
    void storeJustWhatIsSent() {
        interceptors.unregisterInterceptor(gate);
        interceptors.unregisterInterceptor(derivation);
    }

    @AfterEach
    void storeAsUsual() {
        interceptors.registerInterceptor(gate);
        interceptors.registerInterceptor(derivation);
    }

    @TestFactory
    @Execution(ExecutionMode.CONCURRENT)
    Stream<DynamicTest> selectsTheSameActionsAsTheHook() {
        return Vignettes.everything().stream().map(vignette -> {
            String profile = ApplyComparison.oneOf(vignette.profiles());
            return DynamicTest.dynamicTest(
                    vignette.id() + " " + vignette.title() + " [" + profile + "]",
                    () -> door.compare(vignette, profile));
        });
    }
}
