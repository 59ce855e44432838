package org.cervicalinsufficiency.security;

import java.io.IOException;
import java.net.URI;

/** Fetches a registered key set from its owner. */
public interface KeySetFetcher {

    /** Largest key set that is taken, in bytes. */
    int LARGEST = 64 * 1024;

    /**
     * The body of the answer.
     *
     * @param address a registered address, never one that only a token names
     * @throws IOException if there is no good answer in time
     */
    byte[] fetch(URI address) throws IOException;
}
