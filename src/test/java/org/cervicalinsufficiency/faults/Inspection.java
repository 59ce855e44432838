package org.cervicalinsufficiency.faults;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cervicalinsufficiency.questionnaire.DerivedIds;
import org.cervicalinsufficiency.replicas.ProductionCalls;
import org.springframework.jdbc.core.JdbcTemplate;

/** What is missing, and what is there by halves: seen in the tables, and through the server that came after. */
final class Inspection {

    private static final String STORED = "SELECT i.sp_value FROM hfj_spidx_token i JOIN hfj_resource r"
            + " ON r.res_id = i.res_id WHERE i.sp_name = 'identifier' AND r.res_deleted_at IS NULL";
    private static final String OF_TYPE =
            "SELECT fhir_id FROM hfj_resource WHERE res_type = ? AND res_deleted_at IS NULL";

    private final List<String> lost = new ArrayList<>();
    private final List<String> halves = new ArrayList<>();
    private int storedThoughCutOff;

    /**
     * In the tables.
     *
     * @param acknowledged of all servers so far
     * @param cutOff of the last one
     */
    void tables(JdbcTemplate jdbc, List<Write> acknowledged, List<Write> cutOff) {
        Set<String> names = new HashSet<>(jdbc.queryForList(STORED, String.class));
        names.addAll(jdbc.queryForList("SELECT CARD FROM SCREENING_FEEDBACK", String.class));
        acknowledged.stream()
                .filter(write -> !names.containsAll(write.names()))
                .forEach(write -> lost.add("not in the tables: " + write));
        for (Write write : cutOff) {
            long there = write.names().stream().filter(names::contains).count();
            storedThoughCutOff += there > 0 ? 1 : 0;
            if (there > 0 && there < write.names().size()) {
                halves.add("a part of " + write);
            }
        }
        formsAreWhole(jdbc);
    }

    private void formsAreWhole(JdbcTemplate jdbc) {
        Set<String> assessments = new HashSet<>(jdbc.queryForList(OF_TYPE, String.class, "RiskAssessment"));
        Set<String> provenances = new HashSet<>(jdbc.queryForList(OF_TYPE, String.class, "Provenance"));
        Set<String> rows = new HashSet<>(jdbc.queryForList("SELECT RESPONSE_ID FROM SCREENING_FORM", String.class));
        List<String> forms = jdbc.queryForList(OF_TYPE, String.class, "QuestionnaireResponse");
        for (String form : forms) {
            if (!assessments.remove(DerivedIds.assessment(form))
                    || !provenances.remove(DerivedIds.provenance(form))
                    || !rows.remove(form)) {
                halves.add("a form without its assessment, provenance or row: " + form);
            }
        }
        assessments.forEach(id -> halves.add("an assessment without its form: " + id));
        provenances.forEach(id -> halves.add("a provenance without its form: " + id));
        rows.forEach(id -> halves.add("a row without its form: " + id));
    }

    /** Through the server that was started again: each is read by its identifier, and by whom it is about. */
    void server(ProductionCalls calls, List<Write> acknowledged) {
        for (Write write : acknowledged) {
            List<String> types = write.types();
            for (int i = 0; i < types.size(); i++) {
                int found = Write.total(calls.search(types.get(i) + "?_total=accurate&identifier="
                        + Write.search(write.names().get(i))));
                if (found != 1) {
                    lost.add(found + " found by the server: " + write);
                }
            }
        }
    }

    List<String> lost() {
        return List.copyOf(lost);
    }

    List<String> halves() {
        return List.copyOf(halves);
    }

    /** Writes nobody heard of any more that are stored nevertheless, whole. */
    int storedThoughCutOff() {
        return storedThoughCutOff;
    }
}
