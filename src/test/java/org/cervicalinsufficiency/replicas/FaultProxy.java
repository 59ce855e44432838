package org.cervicalinsufficiency.replicas;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a server and its database (or anything else that speaks TCP) and disturbs: nobody listens, connections
 * break, packets are late, or nothing comes through any more.
 */
public final class FaultProxy implements AutoCloseable {

    private static final int PACKET = 8192;
    private static final long SLICE_MILLIS = 20;

    private final int target;
    private final int port = ServerProcess.freePort();
    private final AtomicReference<@Nullable ServerSocket> listening = new AtomicReference<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong delayMillis = new AtomicLong();
    private final AtomicBoolean silent = new AtomicBoolean();

    /** @param target a port of this machine */
    public FaultProxy(int target) {
        this.target = target;
    }

    /** The port to connect to; nobody listens there before {@link #up}. */
    public int port() {
        return port;
    }

    /** Lets everything through, at once. */
    public void up() {
        delayMillis.set(0);
        silent.set(false);
        if (listening.get() != null) {
            return;
        }
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            listening.set(socket);
            start(() -> accept(socket));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Breaks all connections; new ones are refused. */
    public void down() {
        closeQuietly(listening.getAndSet(null));
        open.forEach(FaultProxy::closeQuietly);
        open.clear();
    }

    /** Each packet, in both directions, is late by so much. */
    public void delay(long millis) {
        delayMillis.set(millis);
    }

    /** Connections stay and nothing comes through: a machine that is unplugged. */
    public void silence() {
        silent.set(true);
    }

    private void accept(ServerSocket socket) {
        try {
            while (true) {
                Socket client = socket.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                open.add(client);
                open.add(server);
                start(() -> pump(client, server));
                start(() -> pump(server, client));
            }
        } catch (IOException closed) {
            closeQuietly(socket);
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] packet = new byte[PACKET];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(packet); length >= 0; length = in.read(packet)) {
                hold();
                out.write(packet, 0, length);
            }
        } catch (IOException broken) {
            open.remove(from);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        open.remove(from);
        open.remove(to);
    }

    private void hold() throws InterruptedException {
        Thread.sleep(delayMillis.get());
        while (silent.get()) {
            Thread.sleep(SLICE_MILLIS);
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "fault-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(@Nullable AutoCloseable closeable) {
        try {
            if (closeable != null) {
                closeable.close();
            }
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Override
    public void close() {
        down();
        silent.set(false);
    }
}
