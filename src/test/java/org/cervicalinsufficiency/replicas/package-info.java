/** Real server processes over a real PostgreSQL: what tests of replicas and faults begin with. */
@NullMarked
package org.cervicalinsufficiency.replicas;

import org.jspecify.annotations.NullMarked;
