package org.cervicalinsufficiency.questionnaire;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Device.DeviceNameType;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Provenance.ProvenanceEntityRole;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;

/** Says which version of a form everything was made out of, when, and by which software with which artifacts. */
public final class FormProvenance {

    private static final String SOFTWARE = "Cervical Insufficiency Screening";

    private FormProvenance() {}

    /**
     * The Provenance of one submission.
     *
     * @param response the form, with id and version
     * @param targets everything that is or was made out of it, as {@code Type/id}
     * @param artifactVersion version of the artifact set
     */
    public static Provenance of(
            QuestionnaireResponse response, List<String> targets, Instant recorded, String artifactVersion) {
        String id = response.getIdElement().getIdPart();
        Provenance provenance = new Provenance();
        provenance.setId(DerivedIds.provenance(id));
        targets.forEach(target -> provenance.addTarget(new Reference(target)));
        provenance.setRecorded(Date.from(recorded));
        provenance.addAgent().setWho(new Reference(software(artifactVersion)));
        provenance
                .addEntity()
                .setRole(ProvenanceEntityRole.SOURCE)
                .setWhat(new Reference("QuestionnaireResponse/" + id + "/_history/"
                        + response.getIdElement().getVersionIdPart()));
        return provenance;
    }

    private static Device software(String artifactVersion) {
        Device device = new Device();
        device.addDeviceName().setName(SOFTWARE).setType(DeviceNameType.USERFRIENDLYNAME);
        device.addVersion().setValue(artifactVersion);
        return device;
    }
}
