package org.cervicalinsufficiency.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.cervicalinsufficiency.soak.Vitals;

/** Those of another process on this machine. */
final class ProcessVitals implements Vitals {

    private final ProcessFigures figures;
    private final Path proc;

    ProcessVitals(long pid, ProcessFigures figures) {
        this.figures = figures;
        this.proc = Path.of("/proc", String.valueOf(pid));
    }

    @Override
    public Held held() {
        return new Held(figures.heapAfterCollection(), figures.memory(), (int) entries("task"), entries("fd"));
    }

    private long entries(String folder) {
        try (Stream<Path> all = Files.list(proc.resolve(folder))) {
            return all.count();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
