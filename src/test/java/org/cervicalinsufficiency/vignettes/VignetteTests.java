package org.cervicalinsufficiency.vignettes;

import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DynamicTest;

/** One test for each vignette and profile, the same for every door. */
public final class VignetteTests {
    private VignetteTests() {}

    /** The tests of one door over all vignettes; to be returned from a {@code @TestFactory}. */
    public static Stream<DynamicTest> forDoor(VignetteDoor door) {
        return forDoor(door, Vignettes.all());
    }

    /** The tests of one door over some vignettes. */
    public static Stream<DynamicTest> forDoor(VignetteDoor door, List<Vignette> vignettes) {
        return vignettes.stream()
                .flatMap(vignette -> vignette.profiles().stream()
                        .map(profile -> DynamicTest.dynamicTest(
                                name(vignette, profile),
                                () -> verify(vignette, profile, door.open(vignette, profile)))));
    }

    /** Fails with every difference between what was expected and what the door gave. */
    static void verify(Vignette vignette, String profile, Outcome outcome) {
        List<String> differences = Differences.between(vignette.expected(), outcome);
        if (!differences.isEmpty()) {
            Assertions.fail(name(vignette, profile) + ", today " + vignette.today() + ", proves "
                    + vignette.claim().proves().stream().sorted().toList() + "\n  "
                    + String.join("\n  ", differences));
        }
    }

    private static String name(Vignette vignette, String profile) {
        return vignette.id() + " " + vignette.title() + " [" + profile + "]";
    }
}
