package org.cervicalinsufficiency.fhirserver.launched;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.cervicalinsufficiency.questionnaire.Chart;
import org.cervicalinsufficiency.questionnaire.EhrRecords;
import org.cervicalinsufficiency.questionnaire.EhrRecords.Found;
import org.cervicalinsufficiency.questionnaire.EhrRecords.Why;
import org.cervicalinsufficiency.security.Grant;
import org.cervicalinsufficiency.security.Scopes;
import org.cervicalinsufficiency.tenant.Role;

/**
 * The launched door: has the EHR's server prove the token, and hands the call on to {@code /fhir} with the rights of one
 * form and the record that was read. Who the patient is, it tells itself.
 */
public final class LaunchedServlet extends HttpServlet {

    @Serial
    private static final long serialVersionUID = 1L;

    /** What populating, assessing and storing one form takes; the page cannot ask for anything else. */
    private static final String SCOPES =
            "system/QuestionnaireResponse.cr system/Questionnaire.rs system/Patient.r" + " system/RiskAssessment.r";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .build();

    private final transient EhrRecords records;
    private final transient Supplier<String> form;

    /**
     * A door.
     *
     * @param records reads the EHR
     * @param form canonical of the form to fill where the page names none
     */
    public LaunchedServlet(EhrRecords records, Supplier<String> form) {
        this.records = records;
        this.form = form;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        try {
            if (!(request.getAttribute(LaunchedCall.ATTRIBUTE) instanceof LaunchedCall call)) {
                throw new LaunchRefused(404, "not-found", "path", "is not known.");
            }
            switch (call.act()) {
                case PATIENT ->
                    ShownPatient.write(proven(call, records::readPatient).patient(), response);
                case POPULATE -> forward(call, populate(call), request, response);
                case ASSESS -> forward(call, assess(call), request, response);
                case SUBMIT -> forward(call, answers(call), request, response);
            }
        } catch (LaunchRefused refused) {
            Refusals.write(refused, request, response);
        }
    }

    private void forward(LaunchedCall call, ObjectNode body, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Chart chart = proven(call, records::read);
        request.setAttribute(EhrRecord.ATTRIBUTE, new EhrRecord(call.base(), chart, call.user()));
        request.setAttribute(
                Grant.ATTRIBUTE, new Grant(LaunchedFilter.CLIENT, Set.of(Role.INTEGRATOR), Scopes.of(SCOPES)));
        request.getRequestDispatcher(call.act().target())
                .forward(new FhirCall(request, JSON.writeValueAsBytes(body)), response);
    }

    private static Chart proven(LaunchedCall call, Function<EhrRecords.Asked, Found> reading) {
        Found found = reading.apply(new EhrRecords.Asked(call.tenant(), call.base(), call.token(), call.patient()));
        if (found instanceof Found.Read read) {
            return read.chart();
        }
        throw refusal(((Found.NotRead) found).why());
    }

    private static LaunchRefused refusal(Why why) {
        return switch (why) {
            case TOKEN_REFUSED ->
                new LaunchRefused(
                        401,
                        "login",
                        "Authorization",
                        "the EHR did not take the token for this patient, perhaps because it has run out; launch the"
                                + " form again from the patient's chart.");
            case NO_SUCH_PATIENT ->
                new LaunchRefused(
                        403,
                        "forbidden",
                        "patient",
                        "is not known to the EHR under this token; launch the form again from the patient's chart.");
            case NOT_ANSWERED ->
                new LaunchRefused(
                        503,
                        "transient",
                        "iss",
                        "the EHR did not answer with the patient in time; nothing was stored, try again.");
            case BUSY ->
                new LaunchRefused(
                        503,
                        "transient",
                        "iss",
                        "the EHR is not asked at this moment, because it is busy or did not answer lately; nothing was"
                                + " stored, try again in a few seconds.");
        };
    }

    private static ObjectNode assess(LaunchedCall call) {
        ObjectNode parameters = parameters();
        list(parameters).addObject().put("name", "response").set("resource", answers(call));
        return parameters;
    }

    private static ObjectNode answers(LaunchedCall call) {
        return LaunchedAnswers.of(call, call.response().orElseThrow());
    }

    private ObjectNode populate(LaunchedCall call) {
        ObjectNode parameters = parameters();
        list(parameters)
                .addObject()
                .put("name", "canonical")
                .put("valueCanonical", call.questionnaire().orElseGet(form));
        reference(list(parameters).addObject().put("name", "subject"), call.patientAddress());
        call.encounter().ifPresent(encounter -> {
            ArrayNode parts =
                    list(parameters).addObject().put("name", "launchContext").putArray("part");
            parts.addObject().put("name", "name").put("valueCode", "encounter");
            reference(parts.addObject().put("name", "content"), encounter);
        });
        return parameters;
    }

    private static void reference(ObjectNode parameter, String reference) {
        parameter.putObject("valueReference").put("reference", reference);
    }

    private static ObjectNode parameters() {
        ObjectNode parameters = JsonNodeFactory.instance.objectNode().put("resourceType", "Parameters");
        parameters.putArray("parameter");
        return parameters;
    }

    private static ArrayNode list(ObjectNode parameters) {
        return (ArrayNode) parameters.get("parameter");
    }
}
