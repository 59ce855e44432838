package org.cervicalinsufficiency.replicas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL with all the processes it has made: it can be killed at once, and started again as it was. */
public final class DatabaseProcess {

    private final Path folder;
    private final ProcessHandle postmaster;
    private final List<String> command;

    private DatabaseProcess(Path folder, ProcessHandle postmaster, List<String> command) {
        this.folder = folder;
        this.postmaster = postmaster;
        this.command = command;
    }

    /** The one that runs over a folder. */
    static DatabaseProcess of(Path folder) {
        try {
            long pid = Long.parseLong(
                    Files.readAllLines(folder.resolve("postmaster.pid")).get(0).trim());
            List<String> command = List.of(Files.readString(Path.of("/proc", String.valueOf(pid), "cmdline"))
                    .split("\0"));
            return new DatabaseProcess(folder, ProcessHandle.of(pid).orElseThrow(), command);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Ends all of it without giving it a moment (kill -9); it is gone when this returns. */
    public void kill() {
        List<ProcessHandle> all = new ArrayList<>(List.of(postmaster));
        all.addAll(postmaster.descendants().toList());
        for (ProcessHandle each : all) {
            var asked = each.destroyForcibly();
        }
        all.forEach(each -> each.onExit().join());
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return postmaster.isAlive();
    }

    /** Starts it again over the same files, with the same port and settings. */
    public void start() {
        List<String> whole = new ArrayList<>();
        // It refuses to be root, and is nobody in a name space of users.
        if ("root".equals(System.getProperty("user.name"))) {
            whole.addAll(List.of("unshare", "-U"));
        }
        whole.addAll(command);
        try {
            var started = new ProcessBuilder(whole)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
