package org.cervicalinsufficiency.leaks;

import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;

/** Puts {@link RecordingFilter} into every server that a test of this build starts in its own process. */
public final class RecordingContexts implements ContextCustomizerFactory {

    @Override
    public @Nullable ContextCustomizer createContextCustomizer(
            Class<?> test, List<ContextConfigurationAttributes> attributes) {
        SuiteRecord record = SuiteRecord.current();
        return record == null ? null : new Recording(record);
    }

    /** The same for all tests, so that they go on sharing their servers. */
    private record Recording(SuiteRecord record) implements ContextCustomizer {

        @Override
        public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration merged) {
            FilterRegistrationBean<RecordingFilter> filter = new FilterRegistrationBean<>(new RecordingFilter(record));
            filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
            filter.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ERROR));
            context.getBeanFactory().registerSingleton("suiteRecording", filter);
        }
    }
}
