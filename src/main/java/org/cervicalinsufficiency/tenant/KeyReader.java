package org.cervicalinsufficiency.tenant;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads algorithms and key sets of a record. */
final class KeyReader {

    private static final int MOST = 50;

    private final TenantRules rules;
    private final Uniqueness once;

    KeyReader(TenantRules rules, Uniqueness once) {
        this.rules = rules;
        this.once = once;
    }

    /**
     * What signs the tokens of a record.
     *
     * @param algorithms that it may be signed with
     * @param jwks key set as it was handed over, as JSON
     */
    record Keys(List<String> algorithms, Optional<String> jwks) {}

    /**
     * Algorithms and keys of a record, which must name its keys here or by address.
     *
     * @param addresses where the key set is fetched, as the record says
     * @param owner whose record it is, for the remedy
     */
    Keys read(Section section, List<String> addresses, String owner) {
        List<String> algorithms = algorithms(section);
        Optional<String> jwks = jwks(section, algorithms);
        addresses.forEach(address -> Values.address(section, "jku", address, rules.development()));
        if (!rules.development() && addresses.stream().anyMatch(TestClients::isAddress)) {
            section.refuse("jku", "is a test client whose private key is public", "remove it outside development");
        }
        if (!section.has("jwks") && addresses.isEmpty()) {
            section.refuse("jwks", "is missing", "register the " + owner + "'s key set here, or its address under jku");
        }
        return new Keys(algorithms, jwks);
    }

    private List<String> algorithms(Section section) {
        List<String> algorithms = section.texts("algorithms");
        Values.among(section, "algorithms", algorithms, rules.keys().algorithms());
        return algorithms.isEmpty() ? rules.keys().usualAlgorithms() : algorithms;
    }

    private Optional<String> jwks(Section section, List<String> algorithms) {
        Optional<Section> set = section.section("jwks");
        if (set.isEmpty()) {
            return Optional.empty();
        }
        List<Section> keys = set.get().sections("keys");
        if (keys.isEmpty() || keys.size() > MOST) {
            set.get()
                    .refuse(
                            "keys",
                            "holds no key or more than " + MOST,
                            "write {\"keys\": [...]} with the public keys");
        }
        Set<String> ids = new HashSet<>();
        boolean fits = false;
        for (Section key : keys) {
            KeyCheck.Verdict verdict = rules.keys().examine(JsonText.of(key.node()));
            verdict.problem().ifPresent(problem -> refuse(key, problem));
            if (verdict.problem().isPresent()) {
                fits = true;
                continue;
            }
            check(key, verdict, ids);
            fits |= algorithms.stream().anyMatch(verdict.algorithms()::contains);
        }
        boolean known = rules.keys().algorithms().containsAll(algorithms);
        if (!fits && known && !keys.isEmpty()) {
            set.get().refuse("keys", "fits none of the algorithms " + algorithms, "correct the key or algorithms");
        }
        return Optional.of(JsonText.of(set.get().node()));
    }

    private void check(Section key, KeyCheck.Verdict verdict, Set<String> ids) {
        if (!ids.add(verdict.id())) {
            key.refuse("kid", "stands twice in this set", "give each key an id of its own");
        }
        if (!rules.development() && (TestClients.isKey(verdict.thumbprint()) || TestClients.isKeyId(verdict.id()))) {
            key.refuse("kid", "is a test client whose private key is public", "remove it outside development");
        }
        once.once("key", verdict.thumbprint(), key, "kid", "let each client have keys of its own");
    }

    private static void refuse(Section key, String problem) {
        int dash = problem.indexOf(" - ");
        key.refuse("", problem.substring(0, dash), problem.substring(dash + 3));
    }
}
