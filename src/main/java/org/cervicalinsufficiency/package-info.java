/**
 * The application and its wiring: the only package that sees all the others.
 */
@NullMarked
package org.cervicalinsufficiency;

import org.jspecify.annotations.NullMarked;
