/**
 * The CDS Hooks 2.0.1 protocol: reading a call, judging its prefetch, offering services, checking what goes out.
 *
 * <p>Nothing here knows what a service decides. What the services are about stands in {@code cds-services/} and in
 * the artifacts; this package would serve any other subject unchanged.
 */
@NullMarked
package org.cervicalinsufficiency.cdshooks;

import org.jspecify.annotations.NullMarked;
