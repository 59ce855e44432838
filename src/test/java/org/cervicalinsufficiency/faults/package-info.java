/**
 * Faults at length: processes, databases and replicas are killed, stopped and started again under load. {@code mvn -B verify
 * -Pfaults} runs the classes named {@code *Faults}; src/docs/reliability.md has their figures.
 */
@NullMarked
package org.cervicalinsufficiency.faults;

import org.jspecify.annotations.NullMarked;
