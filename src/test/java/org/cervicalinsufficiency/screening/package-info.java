/** Tests of how an assessment becomes cards. */
@NullMarked
package org.cervicalinsufficiency.screening;

import org.jspecify.annotations.NullMarked;
