package org.cervicalinsufficiency.fhirserver.launched;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.cervicalinsufficiency.tenant.FhirBase;
import org.cervicalinsufficiency.tenant.Secret;
import org.cervicalinsufficiency.tenant.Tenant;

/**
 * What a launched form sent, each part in the form that it has to have. Whether the token is good is not known yet.
 *
 * @param act what it asks for
 * @param tenant whose EHR launched it
 * @param base the registered FHIR server
 * @param token for that server
 * @param patient bare id of the patient there
 * @param encounter address of the encounter there
 * @param user address of who is at the screen
 * @param questionnaire canonical of the form, where the page names one
 * @param response the answers
 */
record LaunchedCall(
        LaunchedAct act,
        Tenant tenant,
        FhirBase base,
        Secret token,
        String patient,
        Optional<String> encounter,
        Optional<String> user,
        Optional<String> questionnaire,
        Optional<ObjectNode> response) {

    static final String ATTRIBUTE = LaunchedCall.class.getName();

    /** Address of the patient. */
    String patientAddress() {
        return base.url() + "/Patient/" + patient;
    }
}
