package org.cervicalinsufficiency.fhirserver;

import java.util.Map;
import org.cervicalinsufficiency.fhirserver.database.StoreState;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /readyz/fhir}: whether this replica can serve {@code /fhir}: it takes calls, and its store answers. {@code /readyz}
 * tells the same of the hooks, which need no database. Both say no as soon as the server was told to stop.
 */
@RestController
class FhirReadiness {

    private final StoreState store;

    private final ApplicationAvailability server;

    FhirReadiness(StoreState store, ApplicationAvailability server) {
        this.store = store;
        this.server = server;
    }

    @GetMapping("/readyz/fhir")
    ResponseEntity<Map<String, String>> ready() {
        boolean ready = server.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC && store.isReady();
        return ResponseEntity.status(ready ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .cacheControl(CacheControl.noStore())
                .body(Map.of("status", ready ? "UP" : "OUT_OF_SERVICE"));
    }
}
