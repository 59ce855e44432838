package org.cervicalinsufficiency;

import org.cervicalinsufficiency.knowledge.CurrentKnowledge;
import org.cervicalinsufficiency.webapp.Contents;
import org.cervicalinsufficiency.webapp.SamplePatients;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** Joins the pages with the artifacts. */
@Configuration(proxyBeanMethods = false)
class PageContentsConfiguration {

    @Bean
    Contents pageContents(CurrentKnowledge knowledge) {
        return new PageContents(knowledge);
    }

    @Bean
    @Profile("!production")
    @ConditionalOnProperty("screening.sample-data")
    SamplePatients samplePatients() {
        return SampleIndex.read();
    }
}
