package org.cervicalinsufficiency;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import sun.misc.Signal;

/**
 * Ends the process with 0 after SIGTERM, once the server is closed in order: calls under way are answered, what waits in
 * memory is written down. By itself the virtual machine would do the same and end with 143, which tells nothing of how it
 * went. With 1 it ends if the closing failed.
 */
final class EndOnSignal {

    private static final Logger LOG = LoggerFactory.getLogger(EndOnSignal.class);
    private static final String TERMINATE = "TERM";

    private EndOnSignal() {}

    /** From now on a signal closes this server. */
    static void closes(ConfigurableApplicationContext server) {
        try {
            Signal.handle(
                    new Signal(TERMINATE),
                    // Not on the thread of the signal: a second signal must not wait behind the first.
                    signal -> new Thread(() -> System.exit(SpringApplication.exit(server)), "stop").start());
        } catch (IllegalArgumentException taken) {
            LOG.warn(
                    "SIG{} is not ours here (-Xrs?): the process ends as the virtual machine does by a signal.",
                    TERMINATE);
        }
    }
}
