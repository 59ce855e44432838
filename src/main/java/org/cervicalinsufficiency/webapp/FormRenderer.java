package org.cervicalinsufficiency.webapp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The form renderer that the build put beside the static files, LForms. Which version that is, is said by its folder; a
 * build with {@code lforms.skip} has none.
 */
final class FormRenderer {

    private static final String LIBRARY = "fhir/R4/lformsFHIR.min.js";
    private static final Pattern FOLDER = Pattern.compile("/static(/lforms/[^/]+/)" + LIBRARY);

    private final Optional<String> folder;

    private FormRenderer(Optional<String> folder) {
        this.folder = folder;
    }

    /** Looks where the build puts it. */
    static FormRenderer find() {
        try {
            Resource[] found =
                    new PathMatchingResourcePatternResolver().getResources("classpath*:/static/lforms/*/" + LIBRARY);
            return new FormRenderer(Arrays.stream(found)
                    .map(FormRenderer::folder)
                    .flatMap(Optional::stream)
                    .max(String::compareTo));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The static files of this application could not be listed.", unreadable);
        }
    }

    /** Where pages find its files, such as {@code /lforms/1.2.3/}; empty if this build has none. */
    Optional<String> folder() {
        return folder;
    }

    private static Optional<String> folder(Resource file) {
        try {
            Matcher path = FOLDER.matcher(file.getURL().toString());
            return path.find() ? Optional.of(path.group(1)) : Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
