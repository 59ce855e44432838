/** Tests of permissions and tokens. */
@NullMarked
package org.cervicalinsufficiency.security;

import org.jspecify.annotations.NullMarked;
