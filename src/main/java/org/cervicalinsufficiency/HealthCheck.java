package org.cervicalinsufficiency;

import java.net.HttpURLConnection;
import java.net.URI;

/**
 * Asks a server of this machine whether it is ready, for images without a shell (CT4): exit status 0 if it answers 200,
 * else 1 and the reason on the error stream.
 */
public final class HealthCheck {

    private static final String READY = "http://127.0.0.1:8080/readyz";
    private static final int MILLIS = 4_000;

    private HealthCheck() {}

    /**
     * Asks once.
     *
     * @param arguments the address to ask, if not the server's usual one
     * @throws Exception if nobody answers; the virtual machine then ends with status 1
     */
    public static void main(String[] arguments) throws Exception {
        String address = arguments.length == 0 ? READY : arguments[0];
        int status = status(address);
        if (status != HttpURLConnection.HTTP_OK) {
            throw new IllegalStateException(address + " answers " + status);
        }
    }

    private static int status(String address) throws Exception {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(address).toURL().openConnection();
        connection.setConnectTimeout(MILLIS);
        connection.setReadTimeout(MILLIS);
        connection.setInstanceFollowRedirects(false);
        try {
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }
}
