package org.cervicalinsufficiency.fhirserver.launched;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cervicalinsufficiency.tenant.FhirBase;
import org.cervicalinsufficiency.tenant.Tenant;

/**
 * Writes references to resources of one EHR in full, whichever of its registered names they have; what stands elsewhere is
 * none of them.
 *
 * @param tenant whose EHR it is
 * @param base what its references begin with
 */
public record EhrAddresses(Tenant tenant, FhirBase base) {

    /** Ids as some EHRs have them: longer than FHIR's, and never only dots. */
    private static final String ID = "(?!\\.+$)[A-Za-z0-9.-]{1,255}";

    /** Who can fill in a form, or say what stands in it. */
    static final Set<String> PEOPLE = Set.of("Practitioner", "PractitionerRole", "Patient", "RelatedPerson");

    private static final Pattern BARE = Pattern.compile(ID);
    private static final Pattern REFERENCE = Pattern.compile("(?<type>[A-Z][A-Za-z]{1,40})/(" + ID + ")");

    /** Whether an EHR could have an id like this. */
    public static boolean isId(String text) {
        return BARE.matcher(text).matches();
    }

    /** The address of a resource of one of these types; empty if the text names none of this EHR. */
    public Optional<String> of(String reference, Set<String> types) {
        String relative = tenant.relative(reference).orElse(reference);
        Matcher form = REFERENCE.matcher(relative);
        return form.matches() && types.contains(form.group("type"))
                ? Optional.of(base.url() + "/" + relative)
                : Optional.empty();
    }
}
