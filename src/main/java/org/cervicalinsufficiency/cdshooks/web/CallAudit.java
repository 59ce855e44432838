package org.cervicalinsufficiency.cdshooks.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cervicalinsufficiency.audit.AuditedCall;
import org.cervicalinsufficiency.audit.CallTrail;
import org.cervicalinsufficiency.audit.NotAudited;
import org.cervicalinsufficiency.cdshooks.HookCall;
import org.cervicalinsufficiency.cdshooks.HookExchange;
import org.cervicalinsufficiency.cdshooks.Problem;
import org.cervicalinsufficiency.cdshooks.ServiceDefinition;
import org.cervicalinsufficiency.feedback.FeedbackStore;
import org.cervicalinsufficiency.json.StrictReader;
import org.cervicalinsufficiency.security.PlainRefusal;
import org.cervicalinsufficiency.tenant.Caller;
import org.cervicalinsufficiency.tenant.FhirBase;
import org.cervicalinsufficiency.tenant.Tenant;
import org.jspecify.annotations.Nullable;

/**
 * Writes each call of a hook and each item of feedback down before the answer goes out: references and codes, nothing else
 * of what it brought.
 */
final class CallAudit {

    private static final Set<String> SERVICES =
            ServiceDefinitionFiles.all().stream().map(ServiceDefinition::id).collect(Collectors.toUnmodifiableSet());
    private static final int ANSWERED = 200;
    private static final String FEEDBACK = "feedback";
    private static final String FHIR = "fhir";
    private static final Pattern PATH = Pattern.compile("/cds-services/([^/]+)(/feedback)?/?");
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
        AuditedCall.Outcome outcome =
                new AuditedCall.Outcome(CdsHooksErrors.problem(failure).status(), List.of());
        write(service, caller, Subject.in(body), outcome, request);
    }

    /** Feedback that was stored: one record for each item, without what the clinician wrote. */
    void kept(String service, Caller caller, List<FeedbackStore.Kept> items, int status, HttpServletRequest request)
            throws NotAudited {
        for (FeedbackStore.Kept kept : items) {
            AuditedCall.Card card = new AuditedCall.Card(
                    uuid(kept.item().card()), kept.item().outcome().code());
            feedback(
                    service,
                    caller,
                    card,
                    new AuditedCall.Outcome(status, kept.topic().stream().toList()),
                    request);
        }
    }

    /** Feedback of which nothing was stored. */
    void notKept(String service, Caller caller, int status, HttpServletRequest request) throws NotAudited {
        feedback(service, caller, AuditedCall.Card.NONE, new AuditedCall.Outcome(status, List.of()), request);
    }

    /** A call of a client that is known and may not call this service; nothing of what it sent is looked at. */
    void notEntitled(Caller caller, HttpServletRequest request) throws NotAudited {
        refused(caller, Problem.NOT_ENTITLED.status(), request);
    }

    /** A call of a client that is known, refused for what it is and not for what it says; nothing of it is looked at. */
    void refused(Caller caller, int status, HttpServletRequest request) throws NotAudited {
        Matcher path = PATH.matcher(
                request.getRequestURI().substring(request.getContextPath().length()));
        String service = path.matches() && SERVICES.contains(path.group(1)) ? path.group(1) : "";
        String hook = !service.isEmpty() && path.group(2) != null ? FEEDBACK : "";
        AuditedCall.What what = PlainRefusal.isFhir(request)
                ? new AuditedCall.What(FHIR, "", "", "")
                : new AuditedCall.What(service, hook, "", CorrelationIdFilter.of(request));
        record(what, caller, new AuditedCall.Outcome(status, List.of()), request);
    }

    /** Whether it was tried to write this request down. */
    static boolean isTried(HttpServletRequest request) {
        return request.getAttribute(CallTrail.WRITTEN) != null;
    }

    /** A record that is about nobody. */
    private void record(AuditedCall.What what, Caller caller, AuditedCall.Outcome outcome, HttpServletRequest request)
            throws NotAudited {
        record(who(caller, "", request), what, "", outcome, request);
    }

    private void record(
            AuditedCall.Who who,
            AuditedCall.What what,
            String patient,
            AuditedCall.Outcome outcome,
            HttpServletRequest request)
            throws NotAudited {
        request.setAttribute(CallTrail.WRITTEN, true);
        trail.record(new AuditedCall(UUID.randomUUID().toString(), clock.instant(), who, what, patient, outcome));
    }

    private void feedback(
            String service,
            Caller caller,
            AuditedCall.Card card,
            AuditedCall.Outcome outcome,
            HttpServletRequest request)
            throws NotAudited {
        record(
                new AuditedCall.What(service, FEEDBACK, "", CorrelationIdFilter.of(request), card),
                caller,
                outcome,
                request);
    }

    private static AuditedCall.Who who(Caller caller, String user, HttpServletRequest request) {
        return new AuditedCall.Who(
                caller.tenant().id(), caller.client(), user, Objects.requireNonNullElse(request.getRemoteAddr(), ""));
    }

    private static String uuid(String text) {
        return UUID_TEXT.matcher(text).matches() ? text : "";
    }

    private void write(
            ServiceDefinition service,
            Caller caller,
            Subject subject,
            AuditedCall.Outcome outcome,
            HttpServletRequest request)
            throws NotAudited {
        String base = base(caller.tenant(), subject.fhirServer());
        record(
                who(caller, reference(base, USER, subject.user()), request),
                new AuditedCall.What(
                        service.id(), service.hook(), uuid(subject.hookInstance()), CorrelationIdFilter.of(request)),
                ID.matcher(subject.patient()).matches() ? base + "Patient/" + subject.patient() : "",
                outcome,
                request);
    }

    private static String reference(String base, Pattern form, String reference) {
        return form.matcher(reference).matches() ? base + reference : "";
    }

    /** The registered address of the EHR with a slash, so that ids stay apart; empty where none is registered. */
    private static String base(Tenant tenant, String told) {
        List<FhirBase> bases = tenant.ehr().fhirBases();
        return tenant.baseAt(told)
                .or(() -> bases.stream().findFirst())
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
