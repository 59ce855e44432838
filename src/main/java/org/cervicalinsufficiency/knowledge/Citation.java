package org.cervicalinsufficiency.knowledge;

import java.util.Optional;

/**
 * A guideline or source that an action rests on.
 *
 * @param name who says so, or the guideline with its year
 * @param url where it stands, if its address is certain
 * @param citation how it was read, for example "read as summary"
 */
public record Citation(Text name, Optional<String> url, Optional<Text> citation) {}
