package org.cervicalinsufficiency.feedback;

import java.time.Instant;

/**
 * What a clinician did with a card about a patient.
 *
 * @param topic code of the card's topic
 * @param evidence fingerprint of what the card rested on
 * @param outcome accepted or overridden
 * @param reasoned whether a reason was chosen
 * @param at when; never later than the report of it
 */
public record Act(String topic, String evidence, Outcome outcome, boolean reasoned, Instant at) {}
