package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import java.util.*;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.ServerTest;
import org.cervicalinsufficiency.SqlCounter;
import org.hl7.fhir.r4.model.*;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ServerTest
@SuppressWarnings({"NullAway", "CheckReturnValue"})
class ApplyProbeIT {
    @Autowired
    FhirHttp http;

    @Autowired
    FhirContext fhir;

    @Autowired
    DaoRegistry daos;

    @Autowired
    SqlCounter sql;

    StringBuilder out = new StringBuilder();

    void say(String s) {
        out.append(s).append('\n');
    }

    Parameters call(String subject, Type today, String profile) {
        Parameters p = new Parameters();
        p.addParameter("subject", subject);
        Parameters in = new Parameters();
        if (today != null) in.addParameter().setName("Today").setValue(today);
        if (profile != null) in.addParameter("Profile", profile);
        p.addParameter().setName("parameters").setResource(in);
        return p;
    }

    void show(String label, String op, Parameters p) {
        var a = http.post(op, p);
        say("## " + label + " -> " + a.status() + "\n"
                + a.body().substring(0, Math.min(a.body().length(), 3500)));
    }

    @Test
    void probe() throws Exception {
        var files = new ArtifactFiles(fhir, "spine");
        var loader = new ArtifactLoader(files, daos, fhir);
        say("load " + loader.load() + " again " + loader.load());
        var pat = new Patient();
        pat.setId("ada");
        pat.setGender(Enumerations.AdministrativeGender.FEMALE);
        say("put patient " + http.put("Patient/ada", pat).status());
        say("meta " + http.get("metadata").status() + " "
                + http.get("metadata").body().length() + " hdr "
                + http.get("metadata").headers().map());
        var date = new DateType("2026-06-15");
        long t = System.nanoTime();
        show("r4 apply valueDate uk", "PlanDefinition/spine-plan/$apply", call("Patient/ada", date, "uk"));
        say("first ms " + (System.nanoTime() - t) / 1_000_000);
        show("bare subject", "PlanDefinition/spine-plan/$apply", call("ada", date, "uk"));
        show("r5", "PlanDefinition/spine-plan/$r5.apply", call("Patient/ada", date, "uk"));
        show(
                "valueDateTime",
                "PlanDefinition/spine-plan/$apply",
                call("Patient/ada", new DateTimeType("2026-06-15"), null));
        show(
                "valueString",
                "PlanDefinition/spine-plan/$apply",
                call("Patient/ada", new StringType("2026-06-15"), null));
        show("no params", "PlanDefinition/spine-plan/$apply", call("Patient/ada", null, null));
        show("broken r4", "PlanDefinition/spine-broken/$apply", call("Patient/ada", date, null));
        show("broken r5", "PlanDefinition/spine-broken/$r5.apply", call("Patient/ada", date, null));
        // data bundle
        Bundle data = new Bundle();
        data.setType(Bundle.BundleType.COLLECTION);
        Patient eve = new Patient();
        eve.setId("eve");
        data.addEntry().setResource(eve).setFullUrl("http://x/Patient/eve");
        Observation o = obs("Patient/eve");
        o.setId("o1");
        data.addEntry().setResource(o).setFullUrl("http://x/Observation/o1");
        for (boolean server : new boolean[] {false, true}) {
            Parameters p = call("Patient/eve", date, "uk");
            p.addParameter("useServerData", server);
            p.addParameter().setName("data").setResource(data);
            show("data bundle useServerData=" + server, "PlanDefinition/spine-plan/$apply", p);
        }
        // type-level with PlanDefinition canonical
        Parameters c = call("Patient/ada", date, "uk");
        c.addParameter(
                "canonical",
                new CanonicalType("https://cervical-insufficiency.example/fhir/PlanDefinition/spine-plan|0.1.0"));
        show("canonical type-level", "PlanDefinition/$apply", c);
        for (int i = 0; i < 120; i++) {
            http.post("Observation", obs("Patient/ada"));
        }
        show("120 obs", "PlanDefinition/spine-plan/$apply", call("Patient/ada", date, null));
        for (int i = 0; i < 30; i++) http.post("PlanDefinition/spine-plan/$apply", call("Patient/ada", date, "uk"));
        t = System.nanoTime();
        for (int i = 0; i < 50; i++) http.post("PlanDefinition/spine-plan/$apply", call("Patient/ada", date, "uk"));
        say("avg ms (ada,120 obs) " + (System.nanoTime() - t) / 50_000_000.0);
        Parameters pd = call("Patient/eve", date, "uk");
        pd.addParameter("useServerData", false);
        pd.addParameter().setName("data").setResource(data);
        t = System.nanoTime();
        for (int i = 0; i < 50; i++) http.post("PlanDefinition/spine-plan/$apply", pd);
        say("avg ms (data bundle) " + (System.nanoTime() - t) / 50_000_000.0);
        say("sql data bundle "
                + sql.during(() -> http.post("PlanDefinition/spine-plan/$apply", pd))
                        .size());
        say("sql server data "
                + sql.during(() -> http.post("PlanDefinition/spine-plan/$apply", call("Patient/ada", date, "uk")))
                        .size());
        // library change
        Library lib = http.get("Library/spine-logic").as(Library.class);
        String cql = new String(lib.getContentFirstRep().getData()).replace("= 'uk'", "= 'fr'");
        say("put lib "
                + http.put("Library/spine-logic", LibraryContent.fill(lib, cql)).status());
        show("after library change uk", "PlanDefinition/spine-plan/$apply", call("Patient/ada", date, "uk"));
        show("after library change fr", "PlanDefinition/spine-plan/$apply", call("Patient/ada", date, "fr"));
        // valueset change
        ValueSet vs = http.get("ValueSet/spine-measured").as(ValueSet.class);
        vs.getExpansion().getContains().removeIf(x -> x.getCode().equals("11961-0"));
        vs.getCompose().getInclude().removeIf(x -> x.getSystem().contains("loinc"));
        say("put vs " + http.put("ValueSet/spine-measured", vs).status());
        show("after vs change", "PlanDefinition/spine-plan/$apply", call("Patient/ada", date, "fr"));
        Parameters ev = call("Patient/ada", date, "uk");
        show("Library evaluate", "Library/spine-logic/$evaluate", ev);
        var ex = http.get("ValueSet/spine-measured/$expand");
        say("expand " + ex.status() + ex.body());
        var ex2 = http.get("ValueSet/$expand?url=https://cervical-insufficiency.example/fhir/ValueSet/spine-measured");
        say("expand url " + ex2.status() + ex2.body());
        say(http.get("ValueSet?url=https://cervical-insufficiency.example/fhir/ValueSet/spine-measured")
                .body()
                .substring(0, 200));
        java.nio.file.Files.writeString(java.nio.file.Path.of("/tmp/probe.txt"), out.toString());
    }

    @org.junit.jupiter.api.AfterEach
    void dump() throws Exception {
        java.nio.file.Files.writeString(java.nio.file.Path.of("/tmp/probe.txt"), out.toString());
    }

    static Observation obs(String subject) {
        Observation o = new Observation();
        o.setStatus(Observation.ObservationStatus.FINAL);
        o.setSubject(new Reference(subject));
        o.getCode().addCoding().setSystem("http://loinc.org").setCode("11961-0");
        o.setValue(new Quantity(20).setUnit("mm"));
        return o;
    }
}
