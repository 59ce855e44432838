package org.cervicalinsufficiency.feedback;

/** The store does not work; nothing of the feedback was kept, and the client may send it again. */
public final class FeedbackNotKept extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With the kind of failure; a message of the database could hold a value. */
    public FeedbackNotKept(String kind) {
        super(kind, null, false, false);
    }
}
