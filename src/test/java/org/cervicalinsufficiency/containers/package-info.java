/** The files of {@code docker/}, read as whoever runs them would. */
@NullMarked
package org.cervicalinsufficiency.containers;

import org.jspecify.annotations.NullMarked;
