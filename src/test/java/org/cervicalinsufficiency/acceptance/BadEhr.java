package org.cervicalinsufficiency.acceptance;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The FHIR server of a hospital that has a bad day. */
final class BadEhr implements AutoCloseable {

    /** How it is bad. */
    enum Kind {
        /** Takes the connection and says nothing. */
        HUNG,
        /** Sends one byte now and then. */
        SLOW,
        /** Sends what is no HTTP. */
        GARBAGE,
        /** Is not there. */
        DEAD
    }

    private final int port;
    private final Kind kind;
    private final ServerSocket socket;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();

    BadEhr(int port, Kind kind) throws IOException {
        this.port = port;
        this.kind = kind;
        this.socket = new ServerSocket(port, 200, InetAddress.getByName("127.0.0.1"));
        if (kind == Kind.DEAD) {
            socket.close();
        } else {
            start(this::listen);
        }
    }

    String base() {
        return "http://127.0.0.1:" + port + "/fhir";
    }

    boolean wasAsked() {
        return asked.get() > 0;
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "bad-ehr");
        thread.setDaemon(true);
        thread.start();
    }

    private void listen() {
        while (!socket.isClosed()) {
            try {
                Socket caller = socket.accept();
                asked.incrementAndGet();
                open.add(caller);
                start(() -> answer(caller));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void answer(Socket caller) {
        try {
            OutputStream out = caller.getOutputStream();
            if (kind == Kind.GARBAGE) {
                out.write(new byte[] {'{', (byte) 0xff, 0, '<', '\r', '\n', '\r', '\n'});
                out.flush();
                caller.close();
            } else if (kind == Kind.SLOW) {
                byte[] head = "HTTP/1.1 200 OK\r\nContent-Type: application/fhir+json\r\nContent-Length: 500\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII);
                out.write(head);
                while (!socket.isClosed()) {
                    out.write(' ');
                    out.flush();
                    Thread.sleep(50);
                }
            }
        } catch (IOException gone) {
            // Whoever asked has given up.
            return;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket caller : open) {
            caller.close();
        }
    }
}
