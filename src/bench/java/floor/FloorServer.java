package floor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * What nobody can do without: a bare controller that parses the same call with Jackson and gives a fixed answer of the size
 * of ours. It decides nothing. It lies outside the server's packages, which are searched for beans.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    ServletWebServerFactoryAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    JacksonAutoConfiguration.class
})
@RestController
public class FloorServer {

    private final ObjectMapper mapper;
    private final byte[] answer;

    FloorServer(ObjectMapper mapper, @Value("${floor.answer}") Path answer) throws IOException {
        this.mapper = mapper;
        this.answer = Files.readAllBytes(answer);
    }

    /** Ready as soon as it listens. */
    @GetMapping("/readyz")
    Map<String, String> ready() {
        return Map.of("status", "UP");
    }

    /** Reads the whole body as a tree, as the least that any service must do. */
    @PostMapping("/cds-services/{id}")
    ResponseEntity<byte[]> call(@PathVariable("id") String id, @RequestBody byte[] body) throws IOException {
        JsonNode call = mapper.readTree(body);
        if (id.isEmpty() || !call.hasNonNull("hook")) {
            return ResponseEntity.badRequest().build();
        }
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(answer);
    }

    /** @param args settings: {@code --server.port=}, {@code --floor.answer=} */
    public static void main(String[] args) {
        var unused = new SpringApplication(FloorServer.class).run(args);
    }
}
