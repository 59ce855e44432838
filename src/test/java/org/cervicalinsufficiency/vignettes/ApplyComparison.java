package org.cervicalinsufficiency.vignettes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.knowledge.Proposal;
import org.cervicalinsufficiency.knowledge.Recommendation;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.RequestGroup;
import org.hl7.fhir.r4.model.RequestGroup.RequestGroupActionComponent;
import org.hl7.fhir.r4.model.StringType;

/** One vignette's patient stored on the FHIR server, and {@code $apply} held beside our evaluation. */
final class ApplyComparison {

    private final FhirHttp http;

    ApplyComparison(FhirHttp http) {
        this.http = http;
    }

    /** One profile for each vignette: both are compared by the other doors. */
    static String oneOf(List<String> profiles) {
        return profiles.contains("us") ? "us" : "uk";
    }

    void compare(Vignette vignette, String profile) {
        FhirHttp.Answer stored = http.post("", new VignettePatient(vignette).transactionJson());
        String refusal = vignette.doors().refused().get("store");
        if (refusal != null) {
            assertThat(stored.status()).as(stored.body()).isBetween(400, 499);
            assertThat(stored.body()).contains("OperationOutcome").contains(refusal);
            return;
        }
        assertThat(stored.status()).as(stored.body()).isEqualTo(200);
        CarePlan plan = apply(vignette, profile);
        assertThat(plan.getContained())
                .as("what $apply could not evaluate")
                .noneMatch(resource -> resource instanceof OperationOutcome);
        Map<String, String> selected = actions(plan);
        assertThat(selected).isEqualTo(ours(asStored(vignette), profile));
    }

    /** The record as the store sees it. */
    private static Vignette asStored(Vignette vignette) {
        if (vignette.doors().takenAsOwn().containsKey("store")) {
            return vignette.withRawAsOwn();
        }
        return vignette.doors().unseen().containsKey("store") ? vignette.withoutRaw() : vignette;
    }

    private CarePlan apply(Vignette vignette, String profile) {
        Parameters inputs = new Parameters();
        inputs.addParameter()
                .setName("Today")
                .setValue(new DateType(vignette.today().toString()));
        inputs.addParameter().setName("Profile").setValue(new StringType(profile));
        Parameters call = new Parameters();
        call.addParameter()
                .setName("subject")
                .setValue(new StringType("Patient/" + new VignettePatient(vignette).id()));
        call.addParameter().setName("parameters").setResource(inputs);
        FhirHttp.Answer answer = http.post("PlanDefinition/cervical-insufficiency-screening/$apply", call);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.as(CarePlan.class);
    }

    /** Action and suggestion ids with the priority of the action. */
    private static Map<String, String> actions(CarePlan plan) {
        Map<String, String> actions = new TreeMap<>();
        RequestGroup group = plan.getContained().stream()
                .filter(RequestGroup.class::isInstance)
                .map(RequestGroup.class::cast)
                .findFirst()
                .orElseThrow();
        for (RequestGroupActionComponent action : group.getAction()) {
            actions.put(action.getId(), action.getPriority().toCode());
            action.getAction().forEach(child -> actions.put(child.getId(), "suggestion"));
        }
        return actions;
    }

    private static Map<String, String> ours(Vignette vignette, String profile) {
        Map<String, String> actions = new TreeMap<>();
        List<Recommendation> recommendations =
                KnowledgeDoor.assess(vignette, profile).recommendations();
        for (Recommendation recommendation : recommendations) {
            actions.put(
                    recommendation.actionId(), recommendation.priority().name().toLowerCase(Locale.ROOT));
            for (Proposal proposal : recommendation.proposals()) {
                actions.put(proposal.id(), "suggestion");
            }
        }
        return actions;
    }
}
