package org.cervicalinsufficiency.architecture.violations.cdshooks;

/** Breaks: cdshooks has no clinical word in a name. */
record PretermCard() {}
