package org.cervicalinsufficiency.webapp;

import java.util.List;
import java.util.Locale;

/** The invented patients of this server. There is none of it where real patients are. */
public interface SamplePatients {

    /** Each with one line about it, the id first. */
    List<Contents.Entry> all(Locale language);
}
