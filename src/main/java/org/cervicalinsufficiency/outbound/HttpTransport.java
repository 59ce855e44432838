package org.cervicalinsufficiency.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.apache.hc.core5.http.ssl.TLS;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** The HTTP library, set up so that it does nothing on its own account. */
final class HttpTransport {

    private static final int THREADS = 2;
    private static final int PER_ADDRESS = 128;
    private static final int ALTOGETHER = 2048;
    private static final int LINE = 16 * 1024;
    private static final int HEADERS = 100;
    private static final TimeValue IDLE = TimeValue.ofSeconds(20);
    private static final Timeout HANDSHAKE = Timeout.ofSeconds(2);

    private HttpTransport() {}

    /**
     * A client without redirects, retries, cookies, credentials and proxies, that keeps connections by the address they
     * were made to and can resolve no name.
     *
     * @param trust whom to trust in place of the machine's own list
     */
    static CloseableHttpAsyncClient start(Optional<SSLContext> trust) {
        CloseableHttpAsyncClient client = HttpAsyncClientBuilder.create()
                .setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                        .setDnsResolver(new NoNames())
                        .setTlsStrategy(tls(trust))
                        .setDefaultTlsConfig(TlsConfig.custom()
                                .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1)
                                .setHandshakeTimeout(HANDSHAKE)
                                .build())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                                .build())
                        .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.STRICT)
                        .setMaxConnPerRoute(PER_ADDRESS)
                        .setMaxConnTotal(ALTOGETHER)
                        .build())
                .setRoutePlanner(new DefaultRoutePlanner(null))
                .setIOReactorConfig(
                        IOReactorConfig.custom().setIoThreadCount(THREADS).build())
                .setHttp1Config(Http1Config.custom()
                        .setMaxLineLength(LINE)
                        .setMaxHeaderCount(HEADERS)
                        .build())
                .setThreadFactory(new DaemonThreads("outbound-io"))
                .setUserAgent("cervical-insufficiency-screening")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .evictIdleConnections(IDLE)
                .build();
        client.start();
        return client;
    }

    /**
     * The library's own verifier compares names: left to itself it asks the JVM to do so after the TLS engine has taken its
     * settings, and nobody does.
     */
    private static TlsStrategy tls(Optional<SSLContext> trust) {
        ClientTlsStrategyBuilder tls = ClientTlsStrategyBuilder.create()
                .setTlsVersions(TLS.V_1_2, TLS.V_1_3)
                .setHostnameVerifier(new DefaultHostnameVerifier());
        trust.ifPresent(tls::setSslContext);
        return tls.buildAsync();
    }

    /** Every connection is made to an address that was checked before; a name that comes through to here is a defect. */
    private static final class NoNames implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            throw new UnknownHostException();
        }

        @Override
        public String resolveCanonicalHostname(String host) throws UnknownHostException {
            throw new UnknownHostException();
        }
    }
}
