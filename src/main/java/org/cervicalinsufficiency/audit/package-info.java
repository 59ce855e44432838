/**
 * What is written down about calls that do not pass the FHIR server: a record of each, kept in files until it has
 * become an AuditEvent. References and codes only; never what a call brought, a token or a comment.
 */
@NullMarked
package org.cervicalinsufficiency.audit;

import org.jspecify.annotations.NullMarked;
