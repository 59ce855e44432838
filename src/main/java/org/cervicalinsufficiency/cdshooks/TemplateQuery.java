package org.cervicalinsufficiency.cdshooks;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts the values of a call into a prefetch template. Values are encoded, so that none can become more than a value. */
final class TemplateQuery {

    private static final Pattern TOKEN = Pattern.compile("\\{\\{(.*?)}}");
    private static final String UNRESERVED = "-._~";
    private static final String LEGAL = UNRESERVED + ":/?@!$&'()*+,;=%";

    private TemplateQuery() {}

    /** The address behind the base; empty if the call lacks a value that the template needs. */
    static Optional<String> of(PrefetchTemplate template, HookCall call) {
        Matcher matcher = TOKEN.matcher(template.query());
        StringBuilder query = new StringBuilder();
        int from = 0;
        while (matcher.find()) {
            Optional<String> value = value(matcher.group(1), call);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            query.append(encode(template.query().substring(from, matcher.start()), LEGAL));
            query.append(encode(value.get(), UNRESERVED));
            from = matcher.end();
        }
        return Optional.of(
                query.append(encode(template.query().substring(from), LEGAL)).toString());
    }

    private static Optional<String> value(String token, HookCall call) {
        return switch (token) {
            case "context.patientId" -> Optional.of(call.patientId());
            case "context.userId" -> Optional.of(call.userId());
            case "context.encounterId" -> call.encounterId();
            case "userPractitionerId" -> user("Practitioner", call);
            case "userPractitionerRoleId" -> user("PractitionerRole", call);
            case "userPatientId" -> user("Patient", call);
            case "userRelatedPersonId" -> user("RelatedPerson", call);
            default -> Optional.empty();
        };
    }

    private static Optional<String> user(String type, HookCall call) {
        String prefix = type + "/";
        return call.userId().startsWith(prefix)
                ? Optional.of(call.userId().substring(prefix.length()))
                : Optional.empty();
    }

    private static String encode(String text, String kept) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xFF);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || kept.indexOf(c) >= 0);
            encoded.append(plain ? String.valueOf(c) : String.format("%%%02X", octet & 0xFF));
        }
        return encoded.toString();
    }
}
