/** Tests of feedback on cards. */
@NullMarked
package org.cervicalinsufficiency.feedback;

import org.jspecify.annotations.NullMarked;
