package org.cervicalinsufficiency.vignettes;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every vignette straight through the CQL, in both profiles. */
class KnowledgeVignettesTest {

    @TestFactory
    Stream<DynamicTest> decidesAsTheVignetteSays() {
        return VignetteTests.forDoor(new KnowledgeDoor());
    }
}
