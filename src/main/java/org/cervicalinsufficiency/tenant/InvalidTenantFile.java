package org.cervicalinsufficiency.tenant;

import java.util.List;

/** A file of registrations that cannot be used; its message lists everything that is wrong, one line each. */
public final class InvalidTenantFile extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Found this in the file. */
    public InvalidTenantFile(String file, List<Finding> findings) {
        super(String.join(
                "\n", findings.stream().map(finding -> finding.in(file)).toList()));
    }
}
