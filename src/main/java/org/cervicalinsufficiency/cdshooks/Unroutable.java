package org.cervicalinsufficiency.cdshooks;

import java.util.List;

/** A request that reaches no service: wrong path, method or media type. */
public final class Unroutable extends RefusedCall {

    private static final long serialVersionUID = 1L;

    private final List<String> allowed;

    private Unroutable(Problem problem, String sentence, List<String> allowed) {
        super(problem, sentence);
        this.allowed = List.copyOf(allowed);
    }

    /** Nothing answers at this path. */
    public static Unroutable unknownService() {
        return new Unroutable(
                Problem.NOT_FOUND, "There is no service here; GET /cds-services lists those there are.", List.of());
    }

    /** The path is right, the method is not. */
    public static Unroutable method(List<String> allowed) {
        return new Unroutable(
                Problem.METHOD_NOT_ALLOWED,
                "Use one of these methods here: " + String.join(", ", allowed) + ".",
                allowed);
    }

    /** The body comes in a media type, charset or encoding that is not read. */
    public static Unroutable media() {
        return new Unroutable(
                Problem.MEDIA_NOT_SUPPORTED,
                "Send Content-Type application/json in UTF-8, without a Content-Encoding.",
                List.of());
    }

    /** The methods that the path has, for the {@code Allow} header; empty unless the method was the problem. */
    public List<String> allowed() {
        return allowed;
    }
}
