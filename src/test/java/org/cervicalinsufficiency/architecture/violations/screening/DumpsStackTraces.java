package org.cervicalinsufficiency.architecture.violations.screening;

/** Breaks: no stack trace is printed. */
class DumpsStackTraces {
    void speak(Exception exception) {
        exception.printStackTrace();
    }
}
