package org.cervicalinsufficiency.cdshooks;

import java.util.Optional;

/** Every reason for which a call is refused, with its HTTP status and the codes of its OperationOutcome. */
public enum Problem {
    /** Not one RFC 8259 document in UTF-8. */
    JSON_INVALID(400, "structure", "cds-json-invalid"),
    /** A required member is not there. */
    FIELD_MISSING(400, "required", "cds-field-missing"),
    /** A member has the wrong type or form. */
    FIELD_INVALID(400, "value", "cds-field-invalid"),
    /** The hook is not the one this service answers. */
    HOOK_MISMATCH(400, "value", "cds-hook-mismatch"),
    /** The call carries another patient than its context names. */
    PATIENT_MISMATCH(400, "invariant", "cds-patient-mismatch"),
    /** A registered client that may not do this. */
    NOT_ENTITLED(403, "forbidden", "cds-not-entitled"),
    /** No such service. */
    NOT_FOUND(404, "not-found", ""),
    /** The path exists, the method does not. */
    METHOD_NOT_ALLOWED(405, "not-supported", ""),
    /** Data without which the service must not answer cannot be had. */
    DATA_UNAVAILABLE(412, "processing", "cds-data-unavailable"),
    /** The data are of another FHIR version. */
    FHIR_VERSION(412, "processing", "cds-fhir-version"),
    /** The body or one of its lists is over the limit. */
    TOO_LARGE(413, "too-long", ""),
    /** Media type, charset or content encoding that is not read here. */
    MEDIA_NOT_SUPPORTED(415, "not-supported", ""),
    /** Not now, but soon. */
    UNAVAILABLE(503, "transient", ""),
    /** A defect of ours. */
    INTERNAL(500, "exception", "cds-internal");

    private final int status;
    private final String issueCode;
    private final String detailCode;

    Problem(int status, String issueCode, String detailCode) {
        this.status = status;
        this.issueCode = issueCode;
        this.detailCode = detailCode;
    }

    /** The HTTP status of the answer. */
    public int status() {
        return status;
    }

    /** The code of the issue, from FHIR's issue-type value set. */
    public String issueCode() {
        return issueCode;
    }

    /** Our own finer code, where there is one. */
    public Optional<String> detailCode() {
        return detailCode.isEmpty() ? Optional.empty() : Optional.of(detailCode);
    }
}
