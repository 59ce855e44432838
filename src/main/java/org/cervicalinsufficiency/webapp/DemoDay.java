package org.cervicalinsufficiency.webapp;

import java.time.LocalDate;

/** The day at which the server stands while it is tried out. There is none in production. */
public interface DemoDay {

    /** The day that every call is judged on now. */
    LocalDate today();

    /** Whether somebody moved the day since the start. */
    boolean isMoved();

    /** Stops the clock of the whole server at noon of a day. */
    void moveTo(LocalDate day);

    /** Puts the clock back to what it was at the start: running, or stopped at the day of the setting. */
    void moveBack();
}
