package org.cervicalinsufficiency.outbound;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A socket that counts who connects, and answers with fixed bytes. */
public final class Listener implements AutoCloseable {

    private final ServerSocket socket;
    private final byte[] answer;
    private final AtomicInteger connections = new AtomicInteger();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    /** Listens on this machine. */
    public Listener(String answer) {
        this.answer = answer.getBytes(StandardCharsets.ISO_8859_1);
        try {
            this.socket = new ServerSocket(0, 200, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::listen, "listener");
        thread.setDaemon(true);
        thread.start();
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** How many connections there were. */
    public int connections() {
        return connections.get();
    }

    private void listen() {
        while (!socket.isClosed()) {
            try {
                Socket caller = socket.accept();
                connections.incrementAndGet();
                open.add(caller);
                if (answer.length > 0) {
                    OutputStream out = caller.getOutputStream();
                    out.write(answer);
                    out.flush();
                }
            } catch (IOException closed) {
                return;
            }
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (Socket caller : open) {
                caller.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
