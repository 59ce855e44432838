/** Tests of the JSON that is read. */
@NullMarked
package org.cervicalinsufficiency.json;

import org.jspecify.annotations.NullMarked;
