/** The acceptance assertions AC-01 to AC-56: plain HTTP against the running server with authentication on. */
@NullMarked
package org.cervicalinsufficiency.acceptance;

import org.jspecify.annotations.NullMarked;
