package org.cervicalinsufficiency.knowledge;

/**
 * Why an artifact cannot come into force.
 *
 * @param artifact type and id, for example {@code PlanDefinition/some-plan}
 * @param element where in the artifact, as a path; empty where it concerns the whole
 * @param sentence what is wrong and what to do about it
 */
public record ArtifactDefect(String artifact, String element, String sentence) {}
