package org.cervicalinsufficiency.fhirserver.launched;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * Writes into a response what the launch says about it: whom it is about, who filled it in, where. A response about
 * somebody else is refused, so that answers never end in another patient's record.
 */
final class LaunchedAnswers {

    private static final Set<String> PATIENT = Set.of("Patient");

    private LaunchedAnswers() {}

    /** The response as it is assessed or stored. */
    static ObjectNode of(LaunchedCall call, ObjectNode sent) {
        ObjectNode response = sent.deepCopy();
        if (call.act() == LaunchedAct.SUBMIT) {
            // A new form gets its id here. Elsewhere the id tells that it is the form that is stored already.
            response.remove("id");
        }
        EhrAddresses addresses = new EhrAddresses(call.tenant(), call.base());
        String named = reference(response, "subject");
        if (!named.isEmpty()
                && !addresses
                        .of(named, PATIENT)
                        .filter(call.patientAddress()::equals)
                        .isPresent()) {
            throw LaunchRefused.notTaken(
                    "response.subject",
                    "is not the patient of this launch; launch the form from that patient's chart.");
        }
        response.putObject("subject").put("reference", call.patientAddress());
        source(call, response, addresses);
        response.remove("author");
        call.user().ifPresent(user -> response.putObject("author").put("reference", user));
        response.remove("encounter");
        call.encounter().ifPresent(encounter -> response.putObject("encounter").put("reference", encounter));
        return response;
    }

    /** Who gave the answers; where the page does not say, whoever is at the screen. */
    private static void source(LaunchedCall call, ObjectNode response, EhrAddresses addresses) {
        String named = reference(response, "source");
        response.remove("source");
        if (!named.isEmpty()) {
            String source = addresses
                    .of(named, EhrAddresses.PEOPLE)
                    .filter(address -> !address.startsWith(call.base().url() + "/Patient/")
                            || address.equals(call.patientAddress()))
                    .orElseThrow(() -> LaunchRefused.notTaken(
                            "response.source",
                            "is neither the patient of this launch nor a Practitioner, PractitionerRole or RelatedPerson"
                                    + " of that FHIR server; name who gave the answers, or leave it out."));
            response.putObject("source").put("reference", source);
        } else {
            call.user().ifPresent(user -> response.putObject("source").put("reference", user));
        }
    }

    private static String reference(ObjectNode response, String element) {
        JsonNode given = response.path(element);
        JsonNode reference = given.path("reference");
        if (given.isMissingNode() || reference.isMissingNode() && !element.equals("source")) {
            return "";
        }
        if (!reference.isTextual()) {
            throw LaunchRefused.notTaken(
                    "response." + element, "has no reference; name a resource of the FHIR server, or leave it out.");
        }
        return reference.textValue();
    }
}
