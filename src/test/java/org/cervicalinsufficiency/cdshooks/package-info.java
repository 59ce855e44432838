/** Tests of the CDS Hooks protocol, without a server. */
@NullMarked
package org.cervicalinsufficiency.cdshooks;

import org.jspecify.annotations.NullMarked;
