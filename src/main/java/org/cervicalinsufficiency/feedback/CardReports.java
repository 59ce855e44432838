package org.cervicalinsufficiency.feedback;

/** Counts what became of cards. */
@FunctionalInterface
public interface CardReports {

    /** The counts of a period. */
    CardReport of(CardReport.Question question);
}
