package org.cervicalinsufficiency.vignettes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class VignetteFilesTest {
    @Test
    void everyFileCanBeReadAndHasAnIdOfItsOwn() {
        List<Vignette> vignettes = Vignettes.everything();
        assertThat(vignettes).hasSizeGreaterThanOrEqualTo(31);
        assertThat(vignettes).extracting(Vignette::id).doesNotHaveDuplicates();
        assertThat(vignettes).extracting(Vignette::title).doesNotHaveDuplicates();
    }

    @Test
    void everyCaseOfTheReviewedTableIsThere() {
        assertThat(Vignettes.all())
                .extracting(Vignette::id)
                .contains(
                        "v01", "v02", "v03", "v04", "v04a", "v04b", "v04c", "v04d", "v06", "v07", "v08", "v10", "v12",
                        "v14", "v15", "v17", "v18", "v20", "v22", "v25", "v27", "v27b", "v29", "v31", "v32", "v34",
                        "v36", "v37", "v37a", "v37b", "v37c");
    }

    @Test
    void noFileIsLongerThanAPage() throws IOException {
        for (Path file : Vignettes.files()) {
            assertThat(Files.readAllLines(file))
                    .as(file.getFileName().toString())
                    .hasSizeLessThanOrEqualTo(50);
        }
    }

    @Test
    void noCaseBothMeetsAndMissesARule() {
        for (Vignette vignette : Vignettes.all()) {
            assertThat(vignette.claim().misses())
                    .as(vignette.id())
                    .noneMatch(vignette.claim().proves()::contains);
        }
    }

    @Test
    void anAcuteRouteHasOnlyAcuteCards() {
        for (Vignette vignette : Vignettes.all()) {
            if (vignette.expected().route().equals("acute")) {
                assertThat(vignette.expected().cards().keySet())
                        .as(vignette.id())
                        .isSubsetOf("EmergencyNow", "SameDayAssessment", "CervixOpen", "AcuteProblem");
            }
        }
    }

    @Test
    void aCaseCanBeTakenByItsId() {
        assertThat(Vignettes.named("v04a").title()).contains("20.0 mm");
    }
}
