package org.cervicalinsufficiency.vignettes;

/** A vignette that cannot be read; the message names the file, the key and what is expected there. */
final class BadVignette extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadVignette(String where, String sentence) {
        super(where + ": " + sentence);
    }
}
