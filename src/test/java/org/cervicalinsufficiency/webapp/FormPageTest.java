package org.cervicalinsufficiency.webapp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.cervicalinsufficiency.tenant.AuthorizationServer;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.cervicalinsufficiency.tenant.ExampleTenants;
import org.cervicalinsufficiency.tenant.Tenants;
import org.junit.jupiter.api.Test;
import org.springframework.ui.ExtendedModelMap;

class FormPageTest {

    private static final FormSource SOURCE = new FormSource() {
        @Override
        public Optional<DrawnForm> inLanguage(Locale wanted) {
            throw new AssertionError("the form is not drawn for its title");
        }

        @Override
        public Optional<String> title(Locale wanted) {
            return Optional.of("Form in " + wanted);
        }

        @Override
        public String calculated(String response) {
            throw new AssertionError("nothing is calculated");
        }
    };

    private static ExtendedModelMap shown(CurrentTenants tenants) {
        ExtendedModelMap page = new ExtendedModelMap();
        String view = new FormPage(SOURCE, FormRenderer.find(), new PageTexts(new ObjectMapper()), tenants)
                .show(Locale.ENGLISH, page);
        assertThat(view).isEqualTo("form");
        return page;
    }

    @Test
    void isClosedFromWhenAnAuthorizationServerIsRegistered() {
        CurrentTenants tenants = new CurrentTenants(new Tenants(List.of(ExampleTenants.local()), Optional.empty()));

        assertThat(shown(tenants)).containsEntry("closed", false).containsEntry("formTitle", "Form in en");

        AuthorizationServer server = new AuthorizationServer(
                "https://auth.example", Optional.empty(), Optional.empty(), Optional.empty(), List.of());
        tenants.replace(new Tenants(List.of(ExampleTenants.local()), Optional.of(server)));

        assertThat(shown(tenants)).containsEntry("closed", true);
    }
}
