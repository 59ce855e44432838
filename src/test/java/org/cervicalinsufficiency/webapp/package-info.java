/** The web server's own answers, asked for over a real socket. */
@NullMarked
package org.cervicalinsufficiency.webapp;

import org.jspecify.annotations.NullMarked;
