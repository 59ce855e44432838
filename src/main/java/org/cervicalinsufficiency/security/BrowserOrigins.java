package org.cervicalinsufficiency.security;

/** The browser origins whose pages may read our answers: those of the registered EHRs and those of the settings. */
@FunctionalInterface
public interface BrowserOrigins {

    /** Whether an origin is listed, to the letter; asked for each request, since registrations can change. */
    boolean lists(String origin);
}
