package org.cervicalinsufficiency.sight;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Leaves of each span what was decided to be told: its times, its name, whether it failed, and a few attributes in words of
 * fixed lists. Libraries write what they like to the span that is open, an exception brings its message, and a caller its
 * own trace state; any of these may hold a patient's data, and all end here, before anything leaves the process.
 */
public final class BareSpans implements SpanExporter {

    private static final Set<String> TOLD = Set.of("method", "uri", "status", "outcome", "exception");

    private final SpanExporter exporter;

    /** Hands what is left to this exporter. */
    public BareSpans(SpanExporter exporter) {
        this.exporter = exporter;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        return exporter.export(spans.stream().map(Bare::of).toList());
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }

    /** A span without what was not decided to be told. */
    private static final class Bare extends DelegatingSpanData {

        private final SpanData whole;

        private Bare(SpanData whole) {
            super(whole);
            this.whole = whole;
        }

        static SpanData of(SpanData whole) {
            return new Bare(whole);
        }

        @Override
        public Attributes getAttributes() {
            return whole.getAttributes().toBuilder()
                    .removeIf(key -> !TOLD.contains(key.getKey()))
                    .build();
        }

        @Override
        public StatusData getStatus() {
            return StatusData.create(whole.getStatus().getStatusCode(), "");
        }

        @Override
        public List<EventData> getEvents() {
            return List.of();
        }

        @Override
        public List<LinkData> getLinks() {
            return List.of();
        }

        @Override
        public SpanContext getSpanContext() {
            return withoutState(whole.getSpanContext());
        }

        @Override
        public SpanContext getParentSpanContext() {
            return withoutState(whole.getParentSpanContext());
        }

        private static SpanContext withoutState(SpanContext context) {
            return SpanContext.create(
                    context.getTraceId(), context.getSpanId(), context.getTraceFlags(), TraceState.getDefault());
        }
    }
}
