package org.cervicalinsufficiency.tenant;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** In which form an EHR takes the details of cards. */
public enum DetailFormat {
    /** GitHub-Flavored Markdown, as CDS Hooks asks for. */
    MARKDOWN("text/markdown"),
    /** Plain text. */
    PLAIN("text/plain"),
    /** HTML. */
    HTML("text/html");

    private final String mediaType;

    DetailFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /** The media type that tells the form. */
    public String mediaType() {
        return mediaType;
    }

    /** The word in the file of registrations. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The words of all. */
    static List<String> words() {
        return Stream.of(values()).map(DetailFormat::word).toList();
    }
}
