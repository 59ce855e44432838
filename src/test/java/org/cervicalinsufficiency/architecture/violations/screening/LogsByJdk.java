package org.cervicalinsufficiency.architecture.violations.screening;

import java.util.logging.Logger;

/** Breaks: no java.util.logging. */
class LogsByJdk {
    private static final Logger LOG = Logger.getLogger("here");

    void speak() {
        LOG.info("here");
    }
}
