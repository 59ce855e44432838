package org.cervicalinsufficiency.sight;

import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.tracing.SpanExporters;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What may leave this process in spans; whether any does is {@code management.tracing.enabled}. */
@Configuration(proxyBeanMethods = false)
public class SpanConfiguration {

    @Bean
    CallConvention callConvention() {
        return new CallConvention();
    }

    /** Takes the place of Boot's own: every exporter gets bare spans only. */
    @Bean
    SpanExporters spanExporters(ObjectProvider<SpanExporter> exporters) {
        return SpanExporters.of(
                exporters.orderedStream().<SpanExporter>map(BareSpans::new).toList());
    }
}
