package org.cervicalinsufficiency.knowledge;

import java.util.Optional;

/**
 * The sentences of an action.
 *
 * @param title one sentence that is right without values
 * @param template the same sentence with named places, where a value belongs into it (ADR 0002)
 * @param description what to do, as Markdown
 */
public record Words(Text title, Optional<Text> template, Text description) {}
