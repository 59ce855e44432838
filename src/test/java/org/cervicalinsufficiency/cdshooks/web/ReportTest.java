package org.cervicalinsufficiency.cdshooks.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cervicalinsufficiency.feedback.CardReport;
import org.cervicalinsufficiency.feedback.ReportAccess;
import org.cervicalinsufficiency.feedback.ReportAccess.Kind;
import org.cervicalinsufficiency.feedback.ReportAccess.Verdict;
import org.cervicalinsufficiency.tenant.AuthorizationServer;
import org.cervicalinsufficiency.tenant.BackendApp;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.cervicalinsufficiency.tenant.ExampleTenants;
import org.cervicalinsufficiency.tenant.Role;
import org.cervicalinsufficiency.tenant.Tenant;
import org.cervicalinsufficiency.tenant.Tenants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The report on paper: its two forms, its periods, and who may read it. */
class ReportTest {

    private static final CardReport REPORT = new CardReport(
            List.of(new CardReport.Row(
                    new CardReport.About("st-mary", "start", "Topic", "warning"),
                    6,
                    1,
                    3,
                    1,
                    1,
                    List.of(
                            new CardReport.Reason("coded", "patient-refuses", 2),
                            new CardReport.Reason("site", "=HYPERLINK(\"https://evil.example\",\"x\")", 1)))),
            List.of(new CardReport.Unmatched("st-mary", "start", 2)));

    @Test
    void isWrittenAsJson() {
        ReportPeriods.Period period = new ReportPeriods.Period(LocalDate.of(2026, 6, 1), LocalDate.of(2026, 6, 30));
        assertThat(new String(ReportJson.of(REPORT, period), StandardCharsets.UTF_8))
                .isEqualTo("{\"from\":\"2026-06-01\",\"to\":\"2026-06-30\",\"cards\":[{\"tenant\":\"st-mary\","
                        + "\"service\":\"start\",\"topic\":\"Topic\",\"indicator\":\"warning\",\"issued\":6,"
                        + "\"accepted\":1,\"overridden\":3,\"ignored\":1,\"waiting\":1,\"overriddenBecause\":["
                        + "{\"kind\":\"coded\",\"reason\":\"patient-refuses\",\"count\":2},{\"kind\":\"site\","
                        + "\"reason\":\"=HYPERLINK(\\\"https://evil.example\\\",\\\"x\\\")\",\"count\":1}]}],"
                        + "\"unmatched\":[{\"tenant\":\"st-mary\",\"service\":\"start\",\"count\":2}]}");
    }

    @Test
    void isWrittenAsCsvThatNoSpreadsheetRuns() {
        assertThat(new String(ReportCsv.of(REPORT), StandardCharsets.UTF_8))
                .isEqualTo(String.join(
                        "\r\n",
                        "tenant,service,topic,indicator,count_of,reason,count",
                        "st-mary,start,Topic,warning,issued,,6",
                        "st-mary,start,Topic,warning,accepted,,1",
                        "st-mary,start,Topic,warning,overridden,,3",
                        "st-mary,start,Topic,warning,ignored,,1",
                        "st-mary,start,Topic,warning,waiting,,1",
                        "st-mary,start,Topic,warning,overridden-because-coded,patient-refuses,2",
                        "st-mary,start,Topic,warning,overridden-because-site,"
                                + "\"'=HYPERLINK(\"\"https://evil.example\"\",\"\"x\"\")\",1",
                        "st-mary,start,,,unmatched-feedback,,2",
                        ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"})
    void noCellBeginsLikeAFormula(String text) {
        assertThat(ReportCsv.cell(text)).matches("(?s)\"?'.*");
    }

    @ParameterizedTest
    @CsvSource({
        ",,2026-05-17,2026-06-15",
        "2026-06-01,,2026-06-01,2026-06-15",
        ",2026-03-31,2026-03-02,2026-03-31",
        "2026-01-01,2026-01-01,2026-01-01,2026-01-01"
    })
    void hasThirtyDaysUnlessOthersAreAskedFor(String from, String to, LocalDate first, LocalDate last) {
        assertThat(periods().of(from, to)).isEqualTo(new ReportPeriods.Period(first, last));
    }

    @Test
    void countsDaysInTheCalendarOfTheSite() {
        var question = periods().question(periods().of("2026-06-01", "2026-06-01"), Optional.empty(), Optional.empty());
        assertThat(question.from()).isEqualTo(Instant.parse("2026-06-01T04:00:00Z"));
        assertThat(question.to()).isEqualTo(Instant.parse("2026-06-02T04:00:00Z"));
        assertThat(question.ignoredBefore()).isEqualTo(Instant.parse("2026-06-14T12:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-02-30", "20260601", "", "+9999-01-01"})
    void refusesOtherDays(String day) {
        assertThatThrownBy(() -> periods().of(day, null))
                .hasMessageContaining("from")
                .hasMessageContaining("YYYY-MM-DD");
    }

    private static ReportPeriods periods() {
        return new ReportPeriods(Clock.fixed(Instant.parse("2026-06-15T12:00:00Z"), ZoneId.of("America/New_York")));
    }

    @Test
    void isOpenToThisMachineWhereNobodyProvesAnything() {
        ReportDoor door = door(Optional.empty(), List.of(), Optional.empty());
        assertThat(door.verdict(Optional.empty(), "127.0.0.1")).isEqualTo(Verdict.everything());
        assertThat(door.verdict(Optional.empty(), "::1")).isEqualTo(Verdict.everything());
        assertThat(door.verdict(Optional.empty(), "10.0.0.7").kind()).isEqualTo(Kind.REFUSED);
    }

    @Test
    void isClosedToEverybodyWhereProofIsAskedAndNobodyChecksIt() {
        AuthorizationServer server = new AuthorizationServer(
                "https://auth.example", Optional.empty(), Optional.empty(), Optional.empty(), List.of());
        List<BackendApp> apps = List.of(new BackendApp("a", "a", Set.of(Role.OPERATOR)));
        for (ReportDoor door : List.of(
                door(Optional.of(server), List.of(), Optional.empty()),
                door(Optional.empty(), apps, Optional.empty()))) {
            assertThat(door.verdict(Optional.of("Bearer x"), "127.0.0.1").kind())
                    .isEqualTo(Kind.REFUSED);
        }
        ReportAccess verifier =
                header -> header.isPresent() ? Verdict.only("st-mary") : Verdict.nothing(Kind.UNKNOWN_CALLER);
        ReportDoor checked = door(Optional.of(server), List.of(), Optional.of(verifier));
        assertThat(checked.verdict(Optional.of("Bearer x"), "10.0.0.7")).isEqualTo(Verdict.only("st-mary"));
        assertThat(checked.verdict(Optional.empty(), "127.0.0.1").kind()).isEqualTo(Kind.UNKNOWN_CALLER);
    }

    private static ReportDoor door(
            Optional<AuthorizationServer> server, List<BackendApp> apps, Optional<ReportAccess> verifier) {
        Tenant local = ExampleTenants.local();
        Tenant tenant =
                new Tenant(local.id(), local.name(), local.ehr(), List.of(), apps, local.cards(), local.origins());
        return new ReportDoor(new CurrentTenants(new Tenants(List.of(tenant), server)), verifier);
    }
}
