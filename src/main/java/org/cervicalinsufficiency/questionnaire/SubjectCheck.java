package org.cervicalinsufficiency.questionnaire;

import java.util.List;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Reference;

/** Whom a response is about: a patient stored here, a patient of a registered server, or a patient by identifier. */
final class SubjectCheck {

    private static final String PLACE = ".subject";
    private static final String PATIENT = "Patient";
    /** What the store can keep of an address of another server. */
    private static final int LONGEST_ADDRESS = 200;

    private final Subjects subjects;

    SubjectCheck(Subjects subjects) {
        this.subjects = subjects;
    }

    void check(Reference subject, Submission submission, Findings findings) {
        boolean together = submission.together().contains(Values.text(subject.getReference()));
        if (subject.hasReference() && !together) {
            subject.setReference(subjects.local(subject.getReference()));
        }
        String reference = Values.text(subject.getReference());
        if (subject.hasType() && !subject.getType().equals(PATIENT)) {
            findings.whole(IssueType.INVALID, PLACE + ".type", subject.getType(), "subject.type");
        } else if (reference.isEmpty()) {
            if (!subject.getIdentifier().hasSystem() || !subject.getIdentifier().hasValue()) {
                findings.whole(IssueType.REQUIRED, PLACE, "", "subject.missing");
            }
        } else if (!together) {
            reference(reference, findings);
            identifier(new IdType(reference), subject.getIdentifier(), findings);
        }
    }

    /** A reference to one patient with the number of another is a mix-up; a number nobody knows here proves nothing. */
    private void identifier(IdType id, Identifier given, Findings findings) {
        if (id.isAbsolute() || !id.hasIdPart() || !given.hasSystem() || !given.hasValue()) {
            return;
        }
        List<Identifier> ofSystem = subjects.identifiers(id.getIdPart()).stream()
                .filter(each -> given.getSystem().equals(each.getSystem()))
                .toList();
        if (!ofSystem.isEmpty()
                && ofSystem.stream().noneMatch(each -> given.getValue().equals(each.getValue()))) {
            findings.whole(
                    IssueType.BUSINESSRULE,
                    PLACE + ".identifier",
                    given.getSystem() + "|" + given.getValue(),
                    "subject.mixed",
                    id.getValue());
        }
    }

    private void reference(String reference, Findings findings) {
        IdType id = new IdType(reference);
        if (reference.startsWith(PATIENT + "?")) {
            return;
        }
        if (!PATIENT.equals(id.getResourceType()) || !id.hasIdPart()) {
            findings.whole(IssueType.INVALID, PLACE + ".reference", reference, "subject.unclear");
        } else if (id.hasBaseUrl()) {
            if (!subjects.isRegistered(id.getBaseUrl())) {
                findings.whole(IssueType.NOTFOUND, PLACE + ".reference", reference, "subject.server");
            } else if (reference.length() > LONGEST_ADDRESS) {
                findings.whole(IssueType.TOOLONG, PLACE + ".reference", reference, "subject.long", LONGEST_ADDRESS);
            }
        } else if (!subjects.isStored(id.getIdPart())) {
            findings.whole(IssueType.NOTFOUND, PLACE + ".reference", reference, "subject.absent");
        }
    }
}
