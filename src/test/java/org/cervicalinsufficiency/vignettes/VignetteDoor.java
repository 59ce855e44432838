package org.cervicalinsufficiency.vignettes;

/** One way into the screening: the clinical logic itself, the hook over HTTP, or the FHIR operation. */
@FunctionalInterface
public interface VignetteDoor {
    /**
     * Brings the patient of the vignette to this door on the vignette's day.
     *
     * @param profile the guideline profile in force, {@code us} or {@code uk}
     */
    Outcome open(Vignette vignette, String profile) throws Exception;
}
