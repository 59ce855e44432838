package org.cervicalinsufficiency.soak;

import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.hc.core5.http.ClassicHttpRequest;

/**
 * One call.
 *
 * @param kind what it is
 * @param request what is sent
 * @param expected the status of a good answer
 * @param right whether the body of an answer with that status is right
 * @param heard is told the body of a right answer
 */
record Shot(Kind kind, ClassicHttpRequest request, int expected, Predicate<String> right, Consumer<String> heard) {}
