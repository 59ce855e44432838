package org.cervicalinsufficiency.audit;

import java.time.Instant;
import java.util.List;

/**
 * One call of a hook, or one item of feedback, that somebody may have to account for later.
 *
 * @param id unique, so that the same record never becomes two AuditEvents
 * @param recorded when it was answered
 * @param who who called
 * @param what what was called
 * @param patient whose data it was about: an absolute address where the EHR's is known, else {@code Patient/id}; empty
 *     where the call named nobody
 * @param outcome what came of it
 */
public record AuditedCall(String id, Instant recorded, Who who, What what, String patient, Outcome outcome) {

    /**
     * Who called; each empty where it is not known.
     *
     * @param tenant id of the tenant
     * @param client short name of the registered client
     * @param user who was at the screen, as a reference
     * @param address network address that the call came from
     */
    public record Who(String tenant, String client, String user, String address) {}

    /**
     * What was called.
     *
     * @param service id of the service
     * @param hook the hook that fired, or {@code feedback}
     * @param hookInstance the client's id of this firing, where it is a UUID
     * @param correlationId our reference number of the call
     * @param card the card that feedback was about
     */
    public record What(String service, String hook, String hookInstance, String correlationId, Card card) {

        /** A call that is about no card. */
        public What(String service, String hook, String hookInstance, String correlationId) {
            this(service, hook, hookInstance, correlationId, Card.NONE);
        }
    }

    /**
     * A card that somebody did something with.
     *
     * @param id its uuid; empty where what was sent is none
     * @param act what was done with it, as a code
     */
    public record Card(String id, String act) {

        /** No card. */
        public static final Card NONE = new Card("", "");
    }

    /**
     * What came of it.
     *
     * @param status the HTTP status of the answer
     * @param topics codes of the topics of the cards that were shown, or that the feedback was about
     * @param repeats how often it came, where calls are counted
     */
    public record Outcome(int status, List<String> topics, Repeats repeats) {

        /** Copies the list. */
        public Outcome {
            topics = List.copyOf(topics);
        }

        /** Of one call. */
        public Outcome(int status, List<String> topics) {
            this(status, topics, Repeats.NONE);
        }
    }

    /**
     * Refused calls that are one record.
     *
     * @param reason what was wrong, as a word of ours
     * @param claimed short name of the client that they claimed to be of; empty if of none
     * @param times how many there were; zero where calls are not counted
     * @param since when the first of them may have come
     * @param addresses some of the network addresses that they came from
     */
    public record Repeats(String reason, String claimed, long times, Instant since, List<String> addresses) {

        /** A call that stands for itself. */
        public static final Repeats NONE = new Repeats("", "", 0, Instant.EPOCH, List.of());

        /** Copies the list. */
        public Repeats {
            addresses = List.copyOf(addresses);
        }
    }
}
