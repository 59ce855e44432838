package org.cervicalinsufficiency;

import java.util.List;
import java.util.Locale;
import org.cervicalinsufficiency.webapp.Contents.Entry;
import org.cervicalinsufficiency.webapp.SamplePatients;

/** The list of the invented patients, though the tests store only those that they need. */
public class InventedPatients implements SamplePatients {

    private final SamplePatients listed = SampleIndex.read();

    @Override
    public List<Entry> all(Locale language) {
        return listed.all(language);
    }
}
