package org.cervicalinsufficiency.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.ServerTest;
import org.hl7.fhir.r4.model.Library;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A leaflet that an author changes on the running server is the one that people read, and stays whole. */
@ServerTest
class LeafletAuthoringIT {

    private final HttpClient reader = HttpClient.newHttpClient();
    private final FhirHttp http;
    private final Author author;
    private final ArtifactLoader loader;

    @Autowired
    LeafletAuthoringIT(FhirHttp http, ArtifactLoader loader) {
        this.http = http;
        this.author = new Author(http);
        this.loader = loader;
    }

    @AfterEach
    void restore() {
        author.restore();
    }

    private String page(String topic) throws IOException, InterruptedException {
        return reader.send(
                        HttpRequest.newBuilder(http.address("/leaflets/" + topic + "?lang=en"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private Library changed(String text) {
        Library leaflet = author.open(Library.class, "early-signs");
        leaflet.getContent().stream()
                .filter(content -> content.getLanguage().equals("en"))
                .forEach(content -> content.setData(text.getBytes(StandardCharsets.UTF_8)));
        return leaflet;
    }

    @Test
    void isWrittenOnceAndUnchangedAtTheNextStart() {
        assertThat(loader.load().written()).isZero();
    }

    @Test
    void showsTheNewTextAtOnceAndTheShippedOneAfterwards() throws IOException, InterruptedException {
        assertThat(page("early-signs")).doesNotContain("Our ward is new");
        FhirHttp.Answer answer = author.put(changed("> **Call at once.**\n\n## New\n\nOur ward is new. <b>x</b>"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(page("early-signs"))
                .contains("Our ward is new", "&lt;b&gt;x")
                .doesNotContain("<b>x");

        author.restore();
        assertThat(page("early-signs")).doesNotContain("Our ward is new");
    }

    @Test
    void isRefusedWithoutItsEmergencyLineOrALanguage() throws IOException, InterruptedException {
        FhirHttp.Answer answer = author.put(changed("## New\n\nOur ward is new."));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("emergency line");

        Library english = author.open(Library.class, "early-signs");
        english.getContent().removeIf(content -> content.getLanguage().equals("es"));
        FhirHttp.Answer halved = author.put(english);
        assertThat(halved.status()).isEqualTo(422);
        assertThat(halved.body()).contains("no text in es");
        assertThat(page("early-signs")).doesNotContain("Our ward is new");
    }
}
