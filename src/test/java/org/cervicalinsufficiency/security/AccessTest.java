package org.cervicalinsufficiency.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.cervicalinsufficiency.tenant.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The decision about {@code /fhir} against the tables that reviewers read. */
class AccessTest {

    private static final Grant EVERYTHING = new Grant("test", EnumSet.allOf(Role.class), Scopes.of("system/*.*"));

    @Test
    void decidesEveryCellAsTheTableSays() {
        List<AccessTable.Cell> cells = AccessTable.cells();
        List<AccessTable.Cell> wrong = cells.stream()
                .filter(cell -> new Access(cell.authoring())
                                .decide(cell.grant(), cell.act(), cell.type())
                                .allowed()
                        != cell.allowed())
                .toList();

        assertThat(wrong).isEmpty();
        assertThat(cells).hasSizeGreaterThan(1_000);
        assertThat(cells.stream().filter(AccessTable.Cell::allowed)).hasSizeGreaterThan(300);
    }

    @Test
    void sortsLettersIntoThoseThatStandInOrderAndOthers() {
        List<String> letters = allTexts(List.of(""), 5);
        List<String> givingSomething = letters.stream()
                .filter(text -> !text.isEmpty())
                .filter(text -> Stream.of(Right.values())
                        .anyMatch(right -> Scopes.of("system/Task." + text).allow("Task", right)))
                .toList();

        assertThat(letters).hasSize(1 + 5 + 25 + 125 + 625 + 3125);
        assertThat(givingSomething)
                .as("one for each set of letters but the empty one")
                .hasSize(31);
    }

    private static List<String> allTexts(List<String> texts, int longer) {
        if (longer == 0) {
            return texts;
        }
        List<String> all = new ArrayList<>(List.of(""));
        allTexts(texts, longer - 1)
                .forEach(text -> Stream.of("c", "r", "u", "d", "s").forEach(letter -> all.add(text + letter)));
        return all.stream().distinct().toList();
    }

    @Test
    void asksForEachRoleAndEachScopeOfAnOperation() {
        for (AccessTable.OperationRow row : AccessTable.operations()) {
            for (Role role : Role.values()) {
                assertThat(call(row, Set.of(role), row.scopes()))
                        .as("%s %s", row, role)
                        .isEqualTo(row.roles().contains(role) && !row.scopes().isEmpty());
                for (String missing : row.scopes()) {
                    List<String> fewer = row.scopes().stream()
                            .filter(scope -> !scope.equals(missing))
                            .toList();
                    assertThat(call(row, Set.of(role), fewer))
                            .as("%s without %s", row, missing)
                            .isFalse();
                }
            }
            assertThat(call(row, Set.of(), row.scopes())).isFalse();
            assertThat(call(row, row.roles(), List.of("system/*.cruds")))
                    .isEqualTo(!row.roles().isEmpty());
        }
    }

    private static boolean call(AccessTable.OperationRow row, Set<Role> roles, List<String> scopes) {
        Grant grant = new Grant("test", roles, Scopes.of(String.join(" ", scopes)));
        String type = row.type().equals("*") ? "Patient" : row.type().equals("-") ? "" : row.type();
        return new Access(true).operation(grant, type, row.name()).allowed();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$everything",
                "$expunge",
                "$reindex",
                "$export",
                "$import",
                "$graphql",
                "$diff",
                "$merge",
                "apply",
                "",
                "$"
            })
    void refusesAnOperationThatNobodyListed(String name) {
        for (String type : List.of("", "Patient", "PlanDefinition", "Questionnaire", "QuestionnaireResponse")) {
            assertThat(new Access(true).operation(EVERYTHING, type, name).allowed())
                    .isFalse();
        }
    }

    @Test
    void namesTheScopeOrTheRoleThatIsMissing() {
        Access access = new Access(false);
        Grant reader = new Grant("test", Set.of(Role.INTEGRATOR), Scopes.of("system/Patient.r"));

        assertThat(access.decide(reader, Act.SEARCH, "Patient").why())
                .isEqualTo("The access token has no scope system/Patient.s.");
        assertThat(access.decide(reader, Act.READ, "AuditEvent").why()).contains("the role auditor");
        assertThat(access.decide(reader, Act.CREATE, "Medication").why())
                .isEqualTo("No role may create Medication here.");
        assertThat(access.decide(EVERYTHING, Act.UPDATE, "Library").why()).contains("come with the release");
        assertThat(access.operation(reader, "PlanDefinition", "$apply").why()).contains("system/PlanDefinition.r");
    }

    @Test
    void readsNoScopesOutOfAnEndlessClaim() {
        String endless = "system/*.* ".repeat(2_000);
        assertThat(Scopes.of(endless).allow("Patient", Right.READ)).isFalse();
        assertThat(Scopes.of("system/Patient.read\tsystem/Task.read").allow("Task", Right.READ))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"patient/Patient.rs", "patient/*.*", "patient/Patient.read", "user/*.cruds", "launch/patient"})
    void saysThatScopesOfAPersonGiveNothing(String scope) {
        Grant grant = new Grant("test", EnumSet.of(Role.INTEGRATOR), Scopes.of("openid " + scope));

        Decision decision = new Access(true).decide(grant, Right.SEARCH, "Patient");

        assertThat(decision.allowed()).isFalse();
        assertThat(decision.why())
                .startsWith("The access token has no scope system/Patient.s.")
                .matches(why -> why.contains("patient/ or user/ give nothing here") == !scope.startsWith("launch"));
    }
}
