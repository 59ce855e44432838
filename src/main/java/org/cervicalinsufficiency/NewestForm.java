package org.cervicalinsufficiency;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The form that is shown and filled where nobody names one. */
final class NewestForm {

    private static final Comparator<String> OLDEST_FIRST =
            Comparator.comparing(NewestForm::version, Arrays::compare).thenComparing(Comparator.naturalOrder());

    private NewestForm() {}

    /**
     * The form with the newest version.
     *
     * @param canonicals each as {@code canonical|version}, a version being numbers with dots between
     */
    static Optional<String> of(Collection<String> canonicals) {
        return canonicals.stream().max(OLDEST_FIRST);
    }

    private static int[] version(String canonical) {
        return Arrays.stream(canonical.substring(canonical.lastIndexOf('|') + 1).split("\\.", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
    }
}
