package org.cervicalinsufficiency.cdshooks.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cervicalinsufficiency.audit.AuditedCall;
import org.cervicalinsufficiency.audit.CallTrail;
import org.cervicalinsufficiency.audit.NotAudited;
import org.cervicalinsufficiency.cdshooks.HookCall;
import org.cervicalinsufficiency.cdshooks.HookExchange;
import org.cervicalinsufficiency.cdshooks.Problem;
import org.cervicalinsufficiency.cdshooks.RefusedCall;
import org.cervicalinsufficiency.cdshooks.ServiceDefinition;
import org.cervicalinsufficiency.json.StrictReader;
import org.cervicalinsufficiency.tenant.Caller;
import org.cervicalinsufficiency.tenant.FhirBase;
import org.cervicalinsufficiency.tenant.Tenant;
import org.jspecify.annotations.Nullable;

/** Writes each call of a hook down before its answer goes out: references and codes, nothing of what it brought. */
final class CallAudit {

    private static final int ANSWERED = 200;
    private static final Pattern UUID_TEXT = Pattern.compile("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");
    private static final Pattern ID = Pattern.compile("(?!\\.+$)[A-Za-z0-9.-]{1,255}");
    private static final Pattern USER =
            Pattern.compile("(Practitioner|PractitionerRole|Patient|RelatedPerson)/(?!\\.+$)[A-Za-z0-9.-]{1,255}");
    private static final ObjectMapper JSON = new ObjectMapper(StrictReader.factory());

    private final CallTrail trail;
    private final Clock clock;

    CallAudit(CallTrail trail, Clock clock) {
        this.trail = trail;
        this.clock = clock;
    }

    /** A call that is about to be answered with cards. */
    void answered(ServiceDefinition service, HookExchange exchange, HttpServletRequest request) throws NotAudited {
        HookCall call = exchange.call();
        List<String> topics = exchange.response().getCards().stream()
                .flatMap(card -> Stream.ofNullable(card.getSource()))
                .flatMap(source -> Stream.ofNullable(source.getTopic()))
                .map(topic -> topic.getCode())
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        Subject subject = new Subject(
                call.patientId(),
                call.userId(),
                call.hookInstance(),
                call.fhirServer().orElse(""));
        write(service, call.caller(), subject, new AuditedCall.Outcome(ANSWERED, topics), request);
    }

    /** A call that ends in an error: whose data it was about is looked for once more in what was sent. */
    void failed(
            ServiceDefinition service, Caller caller, byte[] body, RuntimeException failure, HttpServletRequest request)
            throws NotAudited {
        Problem problem = failure instanceof RefusedCall refused ? refused.problem() : Problem.INTERNAL;
        AuditedCall.Outcome outcome = new AuditedCall.Outcome(problem.status(), List.of());
        write(service, caller, Subject.in(body), outcome, request);
    }

    private void write(
            ServiceDefinition service,
            Caller caller,
            Subject subject,
            AuditedCall.Outcome outcome,
            HttpServletRequest request)
            throws NotAudited {
        String base = base(caller.tenant(), subject.fhirServer());
        trail.record(new AuditedCall(
                UUID.randomUUID().toString(),
                clock.instant(),
                new AuditedCall.Who(
                        caller.tenant().id(),
                        caller.client(),
                        reference(base, USER, subject.user()),
                        Objects.requireNonNullElse(request.getRemoteAddr(), "")),
                new AuditedCall.What(
                        service.id(),
                        service.hook(),
                        UUID_TEXT.matcher(subject.hookInstance()).matches() ? subject.hookInstance() : "",
                        CorrelationIdFilter.of(request)),
                ID.matcher(subject.patient()).matches() ? base + "Patient/" + subject.patient() : "",
                outcome));
    }

    private static String reference(String base, Pattern form, String reference) {
        return form.matcher(reference).matches() ? base + reference : "";
    }

    /** The registered address of the EHR with a slash, so that ids stay apart; empty where none is registered. */
    private static String base(Tenant tenant, String told) {
        List<FhirBase> bases = tenant.ehr().fhirBases();
        Optional<FhirBase> named =
                bases.stream().filter(base -> base.url().equals(told)).findFirst();
        return named.or(() -> bases.stream().findFirst())
                .map(base -> base.url() + "/")
                .orElse("");
    }

    /** Whom a call is about, as it was told; nothing of it is trusted before its form is checked. */
    private record Subject(String patient, String user, String hookInstance, String fhirServer) {

        static Subject in(byte[] body) {
            try {
                JsonNode root = JSON.readTree(body);
                return root == null ? new Subject("", "", "", "") : of(root);
            } catch (IOException unreadable) {
                return new Subject("", "", "", "");
            }
        }

        private static Subject of(JsonNode root) {
            return new Subject(
                    text(root.at("/context/patientId")),
                    text(root.at("/context/userId")),
                    text(root.path("hookInstance")),
                    text(root.path("fhirServer")));
        }

        private static String text(@Nullable JsonNode node) {
            return node != null && node.isTextual() ? node.textValue() : "";
        }
    }
}
