package org.cervicalinsufficiency.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.RestfulServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.SecureServerTest;
import org.cervicalinsufficiency.questionnaire.FormOfAnswers;
import org.cervicalinsufficiency.security.Access;
import org.cervicalinsufficiency.security.AccessTable;
import org.cervicalinsufficiency.security.Act;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.cervicalinsufficiency.tenant.Role;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Subscription;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The running server against the tables that reviewers read: what is refused there is refused here, by the status 403. */
@SecureServerTest
class AccessCellsIT {

    private static final String NOTHING = "not-there";
    private static final Set<String> UNSERVED = Set.of("Medication", "Parameters");

    private static final Set<String> RELEASED = Set.of("OperationDefinition", "SearchParameter", "StructureDefinition");
    private static final String SEEDED = "seeded";

    private final Reached reached = new Reached();
    private int last;

    private final FhirHttp http;
    private final RestfulServer server;
    private final SecuredCalls calls;
    private final DaoRegistry daos;
    private final TenantStores stores;
    private final CurrentTenants tenants;

    @Autowired
    AccessCellsIT(FhirHttp http, RestfulServer server, DaoRegistry daos, TenantStores stores, CurrentTenants tenants) {
        this.http = http;
        this.server = server;
        this.stores = stores;
        this.tenants = tenants;
        this.daos = daos;
        this.calls = new SecuredCalls(http);
    }

    /** What is there is updated; what is not would be created, which takes another right. */
    @BeforeEach
    void storeSomethingToUpdate() {
        server.registerInterceptor(reached);
        TenantStore alpha = stores.of(tenants.get().find("alpha").orElseThrow());
        for (String type : SupportedResources.names()) {
            if (Access.isShared(type) && !RELEASED.contains(type)) {
                store(empty(type, SEEDED), new SystemRequestDetails());
            }
        }
        Reference subject = new Reference();
        subject.getIdentifier().setSystem("https://numbers.example").setValue("cells");
        store(FormOfAnswers.earlyBirth(subject, "2026-06-10").withId(SEEDED), alpha.asServer());
        Subscription subscription = new Subscription().setStatus(Subscription.SubscriptionStatus.OFF);
        subscription.setId(SEEDED);
        store(subscription, alpha.asServer());
    }

    /** Told of each call that the door has let in: behind it, and before the store is asked. */
    @Interceptor
    public static final class Reached {

        private final AtomicInteger calls = new AtomicInteger();

        /** The last of all that are told. */
        @Hook(value = Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED, order = Integer.MAX_VALUE)
        public void count() {
            calls.incrementAndGet();
        }
    }

    @AfterEach
    void listenNoMore() {
        server.unregisterInterceptor(reached);
    }

    private boolean isReached(Supplier<FhirHttp.Answer> call) {
        int before = reached.calls.get();
        last = call.get().status();
        return reached.calls.get() > before;
    }

    @SuppressWarnings("unchecked")
    private <T extends Resource> void store(T resource, SystemRequestDetails call) {
        var unused = daos.getResourceDao((Class<T>) resource.getClass()).update(resource, call);
    }

    @Test
    void answersEveryCellOfOneRoleAsTheTableSays() {
        List<AccessTable.Cell> cells = AccessTable.cells().stream()
                .filter(cell -> cell.authoring() && cell.roles().size() == 1 && !UNSERVED.contains(cell.type()))
                .toList();
        List<String> wrong = new ArrayList<>();
        for (AccessTable.Cell cell : cells) {
            Role role = cell.roles().iterator().next();
            boolean through = isReached(() -> send(cell, "alpha-" + role.name().toLowerCase(Locale.ROOT)));
            boolean right = cell.allowed() ? through && last != 401 && last != 403 : !through && last == 403;
            if (!right || last >= 500) {
                wrong.add(last + (through ? " behind the door" : " before the door") + " for " + cell);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(cells).hasSizeGreaterThan(2_000);
    }

    private FhirHttp.Answer send(AccessTable.Cell cell, String client) {
        SecuredCalls.As as = calls.as(client, cell.scopes());
        String type = cell.type();
        String one = type + "/" + NOTHING;
        String found = type + "?_id=" + NOTHING;
        return switch (cell.act()) {
            case READ -> as.get(one);
            case VREAD -> as.get(one + "/_history/1");
            case HISTORY_INSTANCE -> as.get(one + "/_history");
            case HISTORY_TYPE -> as.get(type + "/_history?_count=1");
            case SEARCH -> as.get(found);
            case CREATE -> as.post(type, empty(type, ""));
            case UPDATE -> as.put(type + "/" + SEEDED, empty(type, SEEDED));
            case PATCH -> as.patch(one, "[]");
            case DELETE -> as.delete(one);
            case CONDITIONAL_CREATE ->
                as.call("POST", type, empty(type, ""), Map.of("If-None-Exist", "_id=" + NOTHING));
            case CONDITIONAL_UPDATE -> as.put(found, empty(type, ""));
            case CONDITIONAL_PATCH -> as.patch(found, "[]");
            case CONDITIONAL_DELETE -> as.delete(found);
        };
    }

    private static Resource empty(String type, String id) {
        Resource resource =
                (Resource) FhirContext.forR4Cached().getResourceDefinition(type).newInstance();
        if (!id.isEmpty()) {
            resource.setId(id);
        }
        if (resource instanceof MetadataResource artifact) {
            String name = id.isEmpty() ? UUID.randomUUID().toString() : NOTHING;
            artifact.setUrl("https://elsewhere.example/fhir/" + type + "/" + name);
        }
        return resource;
    }

    @Test
    void hasARowForEverythingThatTheServerSaysItDoes() {
        CapabilityStatement statement = http.get("metadata").as(CapabilityStatement.class);
        Set<String> types =
                AccessTable.cells().stream().map(AccessTable.Cell::type).collect(Collectors.toSet());
        Set<String> acts = Set.of(
                "read",
                "vread",
                "update",
                "patch",
                "delete",
                "history-instance",
                "history-type",
                "create",
                "search-type");
        for (CapabilityStatementRestResourceComponent resource :
                statement.getRestFirstRep().getResource()) {
            assertThat(types).contains(resource.getType());
            assertThat(resource.getInteraction())
                    .allSatisfy(interaction ->
                            assertThat(interaction.getCode().toCode()).isIn(acts));
            assertThat(resource.getOperation())
                    .allSatisfy(operation -> assertThat(row(resource.getType(), operation.getName()))
                            .isNotNull());
        }
        assertThat(statement.getRestFirstRep().getOperation())
                .allSatisfy(
                        operation -> assertThat(row("-", operation.getName())).isNotNull());
        assertThat(statement.getRestFirstRep().getInteraction())
                .extracting(interaction -> interaction.getCode().toCode())
                .isSubsetOf("transaction", "batch", "history-system");
    }

    private static AccessTable.OperationRow row(String type, String name) {
        String operation = name.startsWith("$") ? name : "$" + name;
        Optional<AccessTable.OperationRow> own = AccessTable.operations().stream()
                .filter(row -> row.name().equals(operation) && row.type().equals(type))
                .findFirst();
        return own.or(() -> AccessTable.operations().stream()
                        .filter(row ->
                                row.name().equals(operation) && row.type().equals("*"))
                        .findFirst())
                .orElseThrow(() -> new AssertionError("operations.tsv has no row for " + type + " " + operation));
    }

    @Test
    void opensEveryOperationToWhomTheTableNamesOnly() {
        CapabilityStatement statement = http.get("metadata").as(CapabilityStatement.class);
        int cells = 0;
        for (CapabilityStatementRestResourceComponent resource :
                statement.getRestFirstRep().getResource()) {
            for (var operation : resource.getOperation()) {
                AccessTable.OperationRow row = row(resource.getType(), operation.getName());
                for (Role role : Role.values()) {
                    String client = "alpha-" + role.name().toLowerCase(Locale.ROOT);
                    String path = resource.getType() + "/" + row.name();
                    boolean open = row.roles().contains(role);
                    if (open) {
                        assertThat(status(client, "system/*.cruds", path))
                                .as(client + " " + path)
                                .isNotEqualTo(403);
                    } else {
                        isClosed(client, "system/*.cruds", resource.getType(), row.name());
                    }
                    isClosed(client, "system/Task.cruds", resource.getType(), row.name());
                    cells += 2;
                }
            }
        }
        assertThat(cells).isGreaterThan(300);
        for (String path :
                List.of("$meta", "_history", "?_type=Patient", "$reindex", "$expunge", "$export", "$graphql")) {
            assertThat(calls.as("alpha-integrator", "system/*.cruds").get(path).status())
                    .as(path)
                    .isIn(400, 403, 404);
        }
    }

    /** Refused where it exists: for the type, for one resource, or both; elsewhere HAPI knows no such operation. */
    private void isClosed(String client, String scope, String type, String name) {
        int before = reached.calls.get();
        List<Integer> statuses = List.of(
                status(client, scope, type + "/" + name), status(client, scope, type + "/" + SEEDED + "/" + name));
        assertThat(reached.calls.get())
                .as("nothing of it gets behind the door: %s %s %s %s", client, scope, type, name)
                .isEqualTo(before);
        assertThat(statuses)
                .as(client + " " + scope + " " + type + " " + name)
                .contains(403)
                .isSubsetOf(400, 403, 404, 405);
    }

    private int status(String client, String scope, String path) {
        boolean through = isReached(() -> calls.as(client, scope).post(path, new Parameters()));
        assertThat(through && last == 403).as(path).isFalse();
        return last;
    }

    @Test
    void letsAnOperatorSeeNothing() {
        for (String type : SupportedResources.names()) {
            assertThat(calls.as("alpha-operator", "system/*.cruds").get(type).status())
                    .isEqualTo(403);
        }
        assertThat(calls.as("alpha-integrator", "system/Task.rs")
                        .get("Task")
                        .as(Bundle.class)
                        .getEntry())
                .isEmpty();
    }

    @Test
    void knowsEveryAct() {
        assertThat(AccessTable.cells().stream().map(AccessTable.Cell::act).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(Act.values());
    }
}
