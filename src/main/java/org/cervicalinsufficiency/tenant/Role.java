package org.cervicalinsufficiency.tenant;

/** What a registered system is used for. A role gives nothing by itself: the scopes of the token have to allow it too. */
public enum Role {
    /** Posts forms of the tenant's patients and reads their results. */
    INTEGRATOR,
    /** Changes the artifacts that decide about patients. */
    AUTHOR,
    /** Reads audit events. */
    AUDITOR,
    /** Reads reports about the server's work. */
    OPERATOR
}
