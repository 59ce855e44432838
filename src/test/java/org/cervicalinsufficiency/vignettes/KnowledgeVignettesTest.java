package org.cervicalinsufficiency.vignettes;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.parser.DataFormatException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every vignette straight through the CQL, in both profiles. */
class KnowledgeVignettesTest {

    @TestFactory
    Stream<DynamicTest> decidesAsTheVignetteSays() {
        return VignetteTests.forDoor(new KnowledgeDoor());
    }

    /** What is no R4 resource cannot be given to the CQL; the reader says at which element. */
    @TestFactory
    Stream<DynamicTest> doesNotTakeWhatIsNotR4() {
        return Vignettes.everything().stream()
                .filter(vignette -> vignette.doors().refused().containsKey("cql"))
                .map(vignette -> DynamicTest.dynamicTest(
                        vignette.id(),
                        () -> assertThatThrownBy(() -> new VignettePatient(vignette).resources())
                                .isInstanceOf(DataFormatException.class)
                                .hasMessageContaining(vignette.doors().refused().get("cql"))));
    }
}
