package org.cervicalinsufficiency.soak;

/**
 * A part of a soak, for example one minute.
 *
 * @param calls what came of them
 * @param held what the process holds after it
 */
public record Stretch(Count calls, Vitals.Held held) {}
