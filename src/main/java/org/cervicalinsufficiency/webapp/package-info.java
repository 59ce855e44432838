/** What the application shows beside its two interfaces; here, the plain answers of the web server to broken requests. */
@NullMarked
package org.cervicalinsufficiency.webapp;

import org.jspecify.annotations.NullMarked;
