package org.cervicalinsufficiency.knowledge;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.opencds.cqf.cql.engine.fhir.model.R4FhirModelResolver;

/**
 * The engine's model of FHIR R4, for many evaluations at once. The engine takes each path apart with a regular expression,
 * though the translator writes single names, and looks a type up by its name each time; both come first in a profile.
 */
final class QuickModel extends R4FhirModelResolver {

    private final Map<String, Class<?>> types = new ConcurrentHashMap<>();

    @Override
    public @Nullable Object resolvePath(@Nullable Object target, @Nullable String path) {
        boolean single = path != null && path.indexOf('.') < 0 && path.indexOf('[') < 0;
        return single ? resolveProperty(target, path) : super.resolvePath(target, path);
    }

    @Override
    public @Nullable Class<?> resolveType(@Nullable String typeName) {
        return typeName == null ? super.resolveType(typeName) : types.computeIfAbsent(typeName, super::resolveType);
    }
}
