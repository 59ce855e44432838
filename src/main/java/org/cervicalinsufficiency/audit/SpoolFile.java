package org.cervicalinsufficiency.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One closed file of the spool. */
public final class SpoolFile {

    private final Path path;

    SpoolFile(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    /**
     * What is in it.
     *
     * @param calls the calls, in the order they were answered
     * @param damaged how many lines are not what was written; a last line without an end is not among them, since its
     *     call was never answered
     */
    public record Content(List<AuditedCall> calls, int damaged) {

        /** Copies the list. */
        public Content {
            calls = List.copyOf(calls);
        }
    }

    /** Reads the file. */
    public Content read() throws IOException {
        String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
        List<AuditedCall> calls = new ArrayList<>();
        int damaged = 0;
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            var call = CallLines.read(text.substring(start, end));
            call.ifPresent(calls::add);
            damaged += call.isPresent() ? 0 : 1;
            start = end + 1;
        }
        return new Content(calls, damaged);
    }

    /** Keeps the file for a person to look at, out of the way of the others. */
    public void setAside() throws IOException {
        var unused = Files.copy(path, path.resolveSibling(path.getFileName() + ".damaged"));
    }
}
