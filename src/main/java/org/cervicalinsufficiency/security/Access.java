package org.cervicalinsufficiency.security;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.cervicalinsufficiency.tenant.Role;

/**
 * Who may do what on {@code /fhir}: the one decision from which the server's rules are made. What is not allowed here is
 * refused (src/docs/decisions/0018-who-may-do-what.md).
 *
 * @param authoring whether artifacts may be changed over HTTP at all
 */
public record Access(boolean authoring) {

    private static final String NOBODY_THERE = "Scopes that begin with patient/ or user/ give nothing here: behind a"
            + " backend service there is no patient and no user. Ask the authorization server for the system scope.";
    private static final Set<Right> LOOKING = Set.of(Right.READ, Right.SEARCH);

    /** About something with resources of one type. */
    public Decision decide(Grant grant, Act act, String type) {
        return act.needed().stream()
                .sorted()
                .map(right -> decide(grant, right, type))
                .filter(decision -> !decision.allowed())
                .findFirst()
                .orElse(Decision.yes());
    }

    /**
     * About an operation.
     *
     * @param type the resource type it is called on; empty for the server itself
     * @param name with its dollar sign
     */
    public Decision operation(Grant grant, String type, String name) {
        Optional<NamedOperation> listed = NamedOperation.find(type, name);
        if (listed.isEmpty()) {
            return Decision.no("This operation is open to no role here.");
        }
        if (grant.roles().stream().noneMatch(listed.get().roles()::contains)) {
            return Decision.no("The operation needs the role "
                    + names(listed.get().roles()) + ", which this client is not registered for.");
        }
        return listed.get().needed().stream()
                .map(need -> decide(grant, need.right(), need.type()))
                .filter(decision -> !decision.allowed())
                .findFirst()
                .orElse(Decision.yes());
    }

    /** About a resource of a type that is about to go out, whatever it was asked for with. */
    public Decision show(Grant grant, String type) {
        Decision read = decide(grant, Right.READ, type);
        return read.allowed() ? read : decide(grant, Right.SEARCH, type).allowed() ? Decision.yes() : read;
    }

    /** About knowledge that an operation reads for itself: it is about nobody, and the operation was allowed. */
    public Decision showInOperation(Grant grant, String type) {
        return RoleRights.isShared(type) ? Decision.yes() : show(grant, type);
    }

    /** Whether a type is knowledge: the same for every tenant, and about nobody. */
    public static boolean isShared(String type) {
        return RoleRights.isShared(type);
    }

    /** About a single right, as the store asks for it. */
    public Decision decide(Grant grant, Right right, String type) {
        Set<Role> roles = Set.of(Role.values()).stream()
                .filter(role -> RoleRights.allow(role, type, right))
                .collect(Collectors.toSet());
        if (roles.isEmpty()) {
            return Decision.no("No role may " + verb(right) + " " + type + " here.");
        }
        if (grant.roles().stream().noneMatch(roles::contains)) {
            return Decision.no("To " + verb(right) + " " + type + " takes the role " + names(roles)
                    + ", which this client is not registered for.");
        }
        if (!authoring && RoleRights.isShared(type) && !LOOKING.contains(right)) {
            return Decision.no("Artifacts come with the release of this server and are not changed over HTTP.");
        }
        if (!grant.scopes().allow(type, right)) {
            String missing = "The access token has no scope system/" + type + "." + right.letter() + ".";
            return Decision.no(grant.scopes().nameAPerson() ? missing + " " + NOBODY_THERE : missing);
        }
        return Decision.yes();
    }

    private static String verb(Right right) {
        return right.name().toLowerCase(Locale.ROOT);
    }

    private static String names(Set<Role> roles) {
        List<Role> inOrder = roles.stream().sorted(Comparator.naturalOrder()).toList();
        return inOrder.stream()
                .map(role -> role.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" or "));
    }
}
