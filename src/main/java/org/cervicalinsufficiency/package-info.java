/** The application: its entry point and the wiring of the packages below; nothing below uses it. */
@NullMarked
package org.cervicalinsufficiency;

import org.jspecify.annotations.NullMarked;
