package org.cervicalinsufficiency.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Calls in files, in the order they were answered. A line is handed to the operating system before the answer goes out,
 * so it outlives this process; {@link #force} puts what was written since on the disk, for many calls at once. Each
 * start begins a new file, so nothing is ever written behind a line that was cut off.
 */
public final class Spool implements AutoCloseable {

    private static final String PREFIX = "calls-";
    private static final String SUFFIX = ".jsonl";

    private final Path directory;
    private final SpoolLimits limits;
    private final FileChannel lockFile;
    private final Object writing = new Object();
    private final State state = new State();

    /** What changes. */
    private static final class State {
        private @Nullable FileChannel channel;
        private @Nullable Path file;
        private long number;
        private long inFile;
        private long inOthers;
        private boolean dirty;
        /** The calls of each file that waits, oldest first. */
        private final Map<Path, Waiting> waiting = new LinkedHashMap<>();
    }

    /** How many calls a file holds, and since when this process knows of them. */
    private record Waiting(long calls, long sinceNanos) {}

    /**
     * Opens the spool of a directory; there is one for each process.
     *
     * @throws IOException if the directory cannot be written to, or another process uses it
     */
    public Spool(Path directory, SpoolLimits limits) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.limits = limits;
        this.lockFile =
                FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        lock();
        for (Path file : files()) {
            state.inOthers += Files.size(file);
            state.number = numberOf(file);
            try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
                state.waiting.put(file, new Waiting(lines.count(), System.nanoTime()));
            }
        }
    }

    private void lock() throws IOException {
        try {
            FileLock lock = lockFile.tryLock();
            if (lock != null) {
                return;
            }
        } catch (OverlappingFileLockException ours) {
            // Another server of this very process has it; the sentence below is right for it too.
        }
        lockFile.close();
        throw new IOException("The directory " + directory + " is used by another server;"
                + " give each one a screening.data-directory of its own.");
    }

    /**
     * Adds a call.
     *
     * @return false if there is no room
     * @throws IOException if the disk does not take it; what was there stays as it was
     */
    public boolean append(AuditedCall call) throws IOException {
        byte[] line = CallLines.write(call);
        synchronized (writing) {
            if (state.inOthers + state.inFile + line.length > limits.bytes()) {
                return false;
            }
            FileChannel channel = channel(line.length);
            long start = state.inFile;
            try {
                ByteBuffer rest = ByteBuffer.wrap(line);
                while (rest.hasRemaining()) {
                    var written = channel.write(rest);
                }
            } catch (IOException failed) {
                channel.truncate(start);
                throw failed;
            }
            state.inFile += line.length;
            state.dirty = true;
            state.waiting.merge(
                    Objects.requireNonNull(state.file),
                    new Waiting(1, System.nanoTime()),
                    (before, one) -> new Waiting(before.calls() + 1, before.sinceNanos()));
            return true;
        }
    }

    private FileChannel channel(int size) throws IOException {
        FileChannel open = state.channel;
        if (open != null && state.inFile + size <= limits.fileBytes()) {
            return open;
        }
        closeFile();
        state.number++;
        Path file = directory.resolve(PREFIX + "%012d".formatted(state.number) + SUFFIX);
        FileChannel fresh = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.APPEND);
        state.channel = fresh;
        state.file = file;
        return fresh;
    }

    private void closeFile() throws IOException {
        FileChannel open = state.channel;
        if (open != null) {
            open.force(false);
            open.close();
            state.inOthers += state.inFile;
        }
        state.channel = null;
        state.file = null;
        state.inFile = 0;
        state.dirty = false;
    }

    /** Puts on the disk what was written since the last time. */
    public void force() throws IOException {
        FileChannel open;
        synchronized (writing) {
            open = state.dirty ? state.channel : null;
            state.dirty = false;
        }
        if (open != null) {
            try {
                open.force(false);
            } catch (ClosedChannelException closed) {
                // Closing a file puts it on the disk.
                return;
            }
        }
    }

    /** Calls that wait. */
    public long calls() {
        synchronized (writing) {
            return state.waiting.values().stream().mapToLong(Waiting::calls).sum();
        }
    }

    /** How long the oldest of them has waited in this process; zero if none does. */
    public Duration oldestWaits() {
        synchronized (writing) {
            return state.waiting.values().stream()
                    .findFirst()
                    .map(file -> Duration.ofNanos(System.nanoTime() - file.sinceNanos()))
                    .orElse(Duration.ZERO);
        }
    }

    /** Bytes that wait. */
    public long bytes() {
        synchronized (writing) {
            return state.inOthers + state.inFile;
        }
    }

    /**
     * The oldest file that nothing more is written to, if there is one. The file under way is closed for this, if it
     * holds anything and no older one is left.
     */
    public Optional<SpoolFile> oldest() throws IOException {
        synchronized (writing) {
            List<Path> files = files();
            if (files.size() == 1 && files.get(0).equals(state.file)) {
                if (state.inFile == 0) {
                    return Optional.empty();
                }
                closeFile();
            }
            return files.isEmpty() ? Optional.empty() : Optional.of(new SpoolFile(files.get(0)));
        }
    }

    /** Takes away a file whose calls are all written elsewhere. */
    public void remove(SpoolFile done) throws IOException {
        synchronized (writing) {
            long size = Files.size(done.path());
            Files.delete(done.path());
            state.inOthers -= size;
            state.waiting.remove(done.path());
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(Spool::isOurs).sorted().toList();
        }
    }

    private static boolean isOurs(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(PREFIX) && name.endsWith(SUFFIX);
    }

    private static long numberOf(Path file) {
        String name = file.getFileName().toString();
        return Long.parseLong(name.substring(PREFIX.length(), name.length() - SUFFIX.length()));
    }

    @Override
    public void close() throws IOException {
        synchronized (writing) {
            closeFile();
            lockFile.close();
        }
    }
}
