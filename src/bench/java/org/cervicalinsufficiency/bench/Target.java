package org.cervicalinsufficiency.bench;

import java.net.URI;
import java.util.Optional;

/**
 * Somebody who answers calls.
 *
 * @param name in the table
 * @param service the address that a call is sent to
 * @param process what it runs in; empty where it runs elsewhere
 */
record Target(String name, URI service, Optional<ProcessFigures> process) {}
