package org.cervicalinsufficiency.architecture.violations.unlisted;

/** Breaks: every package has a row in the table. */
record Stranger() {}
