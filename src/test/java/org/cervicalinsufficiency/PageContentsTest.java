package org.cervicalinsufficiency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.cervicalinsufficiency.knowledge.CurrentKnowledge;
import org.cervicalinsufficiency.webapp.Contents;
import org.cervicalinsufficiency.webapp.SamplePatients;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.ClassPathResource;

class PageContentsTest {

    private static final Locale SPANISH = Locale.forLanguageTag("es");

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withBean(CurrentKnowledge.class, () -> new CurrentKnowledge(SharedKnowledge.knowledge()))
            .withUserConfiguration(PageContentsConfiguration.class);

    @Test
    void hasFormsAndLeafletsInTheReadersLanguage() {
        Contents contents = new PageContents(new CurrentKnowledge(SharedKnowledge.knowledge()));
        assertThat(contents.forms(SPANISH))
                .singleElement()
                .satisfies(form -> assertThat(form.id()).isEqualTo("cervical-insufficiency-screening"));
        assertThat(contents.leaflets(SPANISH))
                .extracting(Contents.Entry::id)
                .containsExactly("care-options", "early-signs", "healthy-pregnancy", "next-pregnancy");
        assertThat(contents.leaflet("early-signs", SPANISH)).hasValueSatisfying(sheet -> {
            assertThat(sheet.language()).isEqualTo(SPANISH);
            assertThat(sheet.markdown()).startsWith("> **Llame");
            assertThat(sheet.sources()).hasSize(4);
            assertThat(sheet.draft()).isTrue();
        });
        assertThat(contents.leaflet("early-signs", Locale.FRENCH))
                .hasValueSatisfying(sheet -> assertThat(sheet.language()).isEqualTo(Locale.ENGLISH));
        assertThat(contents.leaflet("ScreeningRecord", SPANISH)).isEmpty();
    }

    @Test
    void offersInventedPatientsOutsideProductionOnly() {
        context.withPropertyValues("screening.sample-data=true")
                .run(it -> assertThat(it.getBean(SamplePatients.class).all(SPANISH))
                        .hasSize(16)
                        .doesNotContainAnyElementsOf(
                                it.getBean(SamplePatients.class).all(Locale.ENGLISH))
                        .allSatisfy(sample -> assertThat(sample.title()).isNotBlank())
                        .allSatisfy(sample -> assertThat(new ClassPathResource("fhir-resources/examples/bundle-"
                                                + sample.id().substring("demo-".length()) + ".json")
                                        .exists())
                                .isTrue()));
        context.withPropertyValues("screening.sample-data=false")
                .run(it -> assertThat(it).doesNotHaveBean(SamplePatients.class));
        context.withPropertyValues("screening.sample-data=true", "spring.profiles.active=production")
                .run(it -> assertThat(it).doesNotHaveBean(SamplePatients.class));
    }
}
