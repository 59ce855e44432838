package org.cervicalinsufficiency.fhirserver.subscription;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeChildResourceDefinition;
import ca.uhn.fhir.context.RuntimeResourceDefinition;
import ca.uhn.fhir.context.RuntimeSearchParam;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Reference;

/**
 * One condition on a reference, such as {@code subject=Patient/1}. HAPI's in-memory matcher never finds an absolute
 * reference ({@code https://ehr.example/fhir/Patient/1}), which is how the patient of another server is named; here
 * references are compared as they stand, so that {@code Patient/1} is always the patient of this server.
 */
final class ReferenceCriterion {

    private static final Pattern RESTRICTED = Pattern.compile("resolve\\(\\) is (\\w+)");
    private static final Pattern VERSION = Pattern.compile("/_history/[^/]*$");

    private final String element;
    private final Optional<String> onlyType;
    private final List<String> values;

    private ReferenceCriterion(String path, String values) {
        Matcher restricted = RESTRICTED.matcher(path);
        this.element = path.split("\\.")[1];
        this.onlyType = restricted.find() ? Optional.of(restricted.group(1)) : Optional.empty();
        this.values =
                Arrays.asList(URLDecoder.decode(values, StandardCharsets.UTF_8).split(","));
    }

    /**
     * Reads a condition of the form {@code parameter=value}.
     *
     * @param type the resource type of the criteria
     * @return empty if the parameter is not about a reference
     */
    static Optional<ReferenceCriterion> of(FhirContext fhir, String type, String condition) {
        int equals = condition.indexOf('=');
        RuntimeResourceDefinition definition = fhir.getResourceDefinition(type);
        RuntimeSearchParam parameter = definition.getSearchParam(condition.substring(0, equals));
        if (parameter == null || parameter.getPath() == null) {
            return Optional.empty();
        }
        String[] path = parameter.getPath().split("\\.");
        return path.length > 1 && definition.getChildByName(path[1]) instanceof RuntimeChildResourceDefinition
                ? Optional.of(new ReferenceCriterion(parameter.getPath(), condition.substring(equals + 1)))
                : Optional.empty();
    }

    /** Whether a reference of the resource is one of those asked for. */
    boolean matches(FhirContext fhir, IBaseResource resource) {
        return fhir.newTerser().getValues(resource, resource.fhirType() + "." + element, Reference.class).stream()
                .filter(Reference::hasReference)
                .map(reference -> VERSION.matcher(reference.getReference()).replaceFirst(""))
                .anyMatch(this::isAskedFor);
    }

    private boolean isAskedFor(String reference) {
        int slash = reference.lastIndexOf('/');
        String typeAndBase = slash < 0 ? "" : reference.substring(0, slash);
        if (onlyType.filter(type -> !typeAndBase.equals(type) && !typeAndBase.endsWith("/" + type))
                .isPresent()) {
            return false;
        }
        boolean relative = typeAndBase.indexOf('/') < 0;
        return values.contains(reference) || relative && values.contains(reference.substring(slash + 1));
    }
}
