package org.cervicalinsufficiency.webapp;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the pages show of the artifacts in force, in one language. */
public interface Contents {

    /**
     * Something that has a page of its own.
     *
     * @param id the last part of the page's address
     * @param title its name
     */
    record Entry(String id, String title) {}

    /**
     * A leaflet.
     *
     * @param title its name
     * @param language in which the text really is
     * @param markdown the text
     * @param sources what its facts come from
     * @param draft whether it waits for the sign-off of clinicians
     */
    record Sheet(String title, Locale language, String markdown, List<Source> sources, boolean draft) {

        /** Copies the list. */
        public Sheet {
            sources = List.copyOf(sources);
        }
    }

    /**
     * A cited work.
     *
     * @param citation the work, and how it was read
     * @param url where it stands, if that is known
     */
    record Source(String citation, Optional<String> url) {}

    /** The forms. */
    List<Entry> forms(Locale language);

    /** The leaflets. */
    List<Entry> leaflets(Locale language);

    /** One leaflet. */
    Optional<Sheet> leaflet(String topic, Locale language);
}
