package org.cervicalinsufficiency.architecture.violations.screening;

/** Breaks: no standard streams. */
class Prints {
    void speak() {
        System.out.println("here");
    }
}
