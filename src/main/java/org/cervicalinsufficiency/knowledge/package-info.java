/**
 * The pure core: loads the knowledge artifacts, evaluates the CQL once per call and turns the PlanDefinition's
 * applicable actions into recommendations. Knows nothing of Spring, JPA, HTTP or CDS Hooks (ADR 0001).
 */
@NullMarked
package org.cervicalinsufficiency.knowledge;

import org.jspecify.annotations.NullMarked;
