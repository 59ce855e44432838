package org.cervicalinsufficiency.webapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.ui.ExtendedModelMap;

class StartPageTest {

    private static final Contents CONTENTS = new Contents() {
        @Override
        public List<Entry> forms(Locale language) {
            return List.of(new Entry("form", "Form in " + language));
        }

        @Override
        public List<Entry> leaflets(Locale language) {
            return List.of();
        }

        @Override
        public Optional<Sheet> leaflet(String topic, Locale language) {
            return Optional.empty();
        }
    };

    private static ExtendedModelMap shown(StaticListableBeanFactory beans) {
        ExtendedModelMap page = new ExtendedModelMap();
        String view = new StartPage(CONTENTS, beans.getBeanProvider(SamplePatients.class)).show(Locale.ENGLISH, page);
        assertThat(view).isEqualTo("start");
        return page;
    }

    @Test
    void offersPatientsWhereThereAreInventedOnes() {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        SamplePatients patients = language -> List.of(new Contents.Entry("demo-bea", "A line in " + language));
        beans.addBean("patients", patients);
        assertThat(shown(beans).get("patients")).isEqualTo(patients.all(Locale.ENGLISH));
    }

    @Test
    void offersNobodyElsewhere() {
        assertThat(shown(new StaticListableBeanFactory()).get("patients")).isEqualTo(List.of());
    }
}
