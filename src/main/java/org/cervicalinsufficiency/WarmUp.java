package org.cervicalinsufficiency;

import java.util.List;
import java.util.Locale;
import org.cervicalinsufficiency.cdshooks.CallHandler;
import org.cervicalinsufficiency.cdshooks.CdsService;
import org.cervicalinsufficiency.tenant.Caller;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Answers the example calls a few times before the server says that it is ready, so that no clinician waits for the first
 * run of the engine. An example that is refused, or whose cards break a rule, stops the start: the content is broken
 * then. One that cannot be assessed is answered as such and logged as an error.
 */
@Component
@Order(1)
class WarmUp implements ApplicationRunner {

    private static final int ROUNDS = 5;

    private final List<CdsService> services;
    private final CallHandler handler;
    private final CurrentTenants tenants;

    WarmUp(List<CdsService> services, CallHandler handler, CurrentTenants tenants) {
        this.services = services;
        this.handler = handler;
        this.tenants = tenants;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        Caller caller = TenantConfiguration.anybody(tenants);
        for (CdsService service : services) {
            for (ExampleCalls.Example example : ExampleCalls.of(service.definition())) {
                for (int round = 0; round < ROUNDS; round++) {
                    var unused = handler.handle(service, caller, example.body(), List.of(Locale.ENGLISH));
                }
            }
        }
    }
}
