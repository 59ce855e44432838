/**
 * The walls of the house. Every law is kept by main and broken by a class under {@code violations}, which mirrors the
 * packages of main.
 */
@NullMarked
package org.cervicalinsufficiency.architecture;

import org.jspecify.annotations.NullMarked;
