package org.cervicalinsufficiency.security;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/** How often each of many may do something: a bucket of tokens for each, which fills again as time goes. */
final class Rates {

    private static final int MOST_BUCKETS = 10_000;
    private static final Duration FORGOTTEN = Duration.ofMinutes(10);

    private final LoadingCache<String, Bucket> buckets;

    Rates(int perSecond, int burst, TimeMeter time) {
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MOST_BUCKETS)
                .expireAfterAccess(FORGOTTEN)
                .build(key -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1)))
                        .withCustomTimePrecision(time)
                        .build());
    }

    /** Takes a token; false if there is none. */
    boolean take(String key) {
        return buckets.get(key).tryConsume(1);
    }

    /** Whether there is a token left; takes none. */
    boolean isOpen(String key) {
        return buckets.get(key).getAvailableTokens() > 0;
    }

    long size() {
        buckets.cleanUp();
        return buckets.estimatedSize();
    }
}
