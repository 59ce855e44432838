package org.cervicalinsufficiency.fhirserver;

import java.util.Map;
import org.cervicalinsufficiency.fhirserver.database.StoreState;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /readyz/fhir}: whether this replica can serve {@code /fhir}. {@code /readyz} tells the same of the hooks, which
 * need no database.
 */
@RestController
class FhirReadiness {

    private final StoreState store;

    FhirReadiness(StoreState store) {
        this.store = store;
    }

    @GetMapping("/readyz/fhir")
    ResponseEntity<Map<String, String>> ready() {
        boolean ready = store.isReady();
        return ResponseEntity.status(ready ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .cacheControl(CacheControl.noStore())
                .body(Map.of("status", ready ? "UP" : "OUT_OF_SERVICE"));
    }
}
