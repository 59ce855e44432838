package org.cervicalinsufficiency.cdshooks.ehr;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * What one tenant's server may take of ours: so many calls at the same time, nobody waits in line, and none for a while
 * after it was found not to answer.
 */
final class Lane {

    /** How a call found the server. */
    enum Experience {
        /** It answered something. */
        ALIVE,
        /** It answered nothing. */
        DEAD,
        /** It was not asked after all. */
        NONE
    }

    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final int IN_A_ROW = 5;
    private static final int WINDOW = 20;
    private static final float ALL = 100f;
    private static final float MORE_THAN_HALF = 50.01f;

    private final Bulkhead bulkhead;
    private final CircuitBreaker row;
    private final CircuitBreaker share;

    Lane(String tenant, int concurrentCalls) {
        this(tenant, concurrentCalls, UnaryOperator.identity());
    }

    /** With another clock, for example. */
    Lane(String tenant, int concurrentCalls, UnaryOperator<CircuitBreakerConfig.Builder> changed) {
        this.bulkhead = Bulkhead.of(
                tenant,
                BulkheadConfig.custom()
                        .maxConcurrentCalls(concurrentCalls)
                        .maxWaitDuration(Duration.ZERO)
                        .build());
        this.row = breaker(tenant, IN_A_ROW, ALL, changed);
        this.share = breaker(tenant, WINDOW, MORE_THAN_HALF, changed);
    }

    /** Whether the server may be asked now; then {@link #leave} must follow. */
    boolean enter() {
        if (!bulkhead.tryAcquirePermission()) {
            return false;
        }
        if (!row.tryAcquirePermission()) {
            bulkhead.releasePermission();
            return false;
        }
        if (!share.tryAcquirePermission()) {
            row.releasePermission();
            bulkhead.releasePermission();
            return false;
        }
        return true;
    }

    /** Gives the place free and remembers how it went. */
    void leave(Experience experience, long nanos) {
        switch (experience) {
            case ALIVE -> {
                row.onSuccess(nanos, TimeUnit.NANOSECONDS);
                share.onSuccess(nanos, TimeUnit.NANOSECONDS);
            }
            case DEAD -> {
                row.onError(nanos, TimeUnit.NANOSECONDS, new IllegalStateException());
                share.onError(nanos, TimeUnit.NANOSECONDS, new IllegalStateException());
            }
            case NONE -> {
                row.releasePermission();
                share.releasePermission();
            }
        }
        bulkhead.onComplete();
    }

    private static CircuitBreaker breaker(
            String tenant, int window, float percent, UnaryOperator<CircuitBreakerConfig.Builder> changed) {
        return CircuitBreaker.of(
                tenant + "-" + window,
                changed.apply(CircuitBreakerConfig.custom()
                                .slidingWindowType(SlidingWindowType.COUNT_BASED)
                                .slidingWindowSize(window)
                                .minimumNumberOfCalls(window)
                                .failureRateThreshold(percent)
                                .waitDurationInOpenState(PAUSE)
                                .permittedNumberOfCallsInHalfOpenState(1))
                        .build());
    }
}
