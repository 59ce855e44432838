package org.cervicalinsufficiency.vignettes;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.cervicalinsufficiency.content.ContentFiles;
import org.hl7.fhir.r4.model.CodeSystem;

/** The names of the clinical rules that vignettes may use; a name that is not here is a typing error. */
final class KnownNames {
    static final Set<String> RULES = Set.of(
            "R01", "R02", "R03", "R04", "R05", "R10", "R11", "R20", "R21", "R22", "R23", "R24", "R25", "R30", "R31",
            "R32", "R33", "R34", "R35", "R36", "R37", "R37i", "R40", "R50", "R51", "R52", "R53", "R60", "R61", "R62");

    /** A new card brings its topic along. */
    static final Set<String> TOPICS =
            ContentFiles.read(CodeSystem.class, "codesystem/card-topic.json").getConcept().stream()
                    .map(CodeSystem.ConceptDefinitionComponent::getCode)
                    .collect(Collectors.toUnmodifiableSet());

    static final Set<String> FACTORS = Set.of(
            "SecondTrimesterLoss",
            "SpontaneousPretermBirthEarly",
            "SpontaneousPretermBirthLate",
            "PretermWatersEarly",
            "PretermWatersLate",
            "PreviousInsufficiency",
            "PreviousCerclage",
            "CervixRemoved",
            "UterineAnomaly",
            "ArcuateUterus",
            "SeptumRemoved",
            "LoopExcision",
            "MultipleExcisions",
            "ConeBiopsy",
            "FullDilatationCaesarean",
            "CervicalTear",
            "RepeatedCurettage",
            "UterineAdhesions",
            "ConnectiveTissue",
            "DesExposure",
            "EarlierShortCervix",
            "StitchOrInsufficiencyNow",
            "ShortCervixNow");

    static final Set<String> INDICATORS = Set.of("critical", "warning", "info");

    static final Set<String> TIERS =
            Set.of("high", "intermediate", "no-factor-found", "indeterminate", "not-applicable");

    static final Set<String> ROUTES =
            Set.of("standard", "acute", "specialist-managed", "multiple", "window-closed", "not-applicable");

    static final Set<String> PROFILES = Set.of("us", "uk");

    /** The CQL itself, the hook over HTTP, the FHIR server with {@code $apply}. */
    static final Set<String> DOORS = Set.of("cql", "hook", "store");

    static final Set<String> GENDERS = Set.of("female", "male", "other", "unknown");

    /** What no card may say of a result. */
    static final List<String> BANNED = List.of("low risk", "normal", "reassuring", "ruled out", "no problem");

    private KnownNames() {}

    /** Complains about a name that is not known, and lists those that are. */
    static void require(String where, String name, Set<String> known) {
        if (!known.contains(name)) {
            throw new BadVignette(
                    where,
                    "\"" + name + "\" is not known; known are "
                            + known.stream().sorted().toList() + ".");
        }
    }

    /** The name itself, once it is sure that it is known. */
    static String check(String where, String name, Set<String> known) {
        require(where, name, known);
        return name;
    }
}
