package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Meta;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What is loaded into the server when it starts: the artifacts always, the invented patients unless switched off.
 */
@Configuration(proxyBeanMethods = false)
class ContentConfiguration {

    @Bean
    ArtifactFiles artifactFiles(FhirContext fhir) {
        return new ArtifactFiles(fhir, "fhir-resources");
    }

    @Bean
    ArtifactLoader artifactLoader(
            ArtifactFiles files,
            DaoRegistry daos,
            FhirContext fhir,
            @Value("${screening.artifacts.reset:false}") boolean reset) {
        return new ArtifactLoader(files, daos, fhir, reset);
    }

    @Bean
    @ConditionalOnProperty("screening.sample-data")
    SampleDataLoader sampleDataLoader(ArtifactFiles files, DaoRegistry daos, IFhirSystemDao<Bundle, Meta> system) {
        return new SampleDataLoader(files, daos, system);
    }
}
