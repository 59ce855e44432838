/**
 * CDS Hooks over HTTP: routes, status codes, error bodies, cross-origin rules, limits on what is read, and the wiring
 * of {@code cdshooks}.
 */
@NullMarked
package org.cervicalinsufficiency.cdshooks.web;

import org.jspecify.annotations.NullMarked;
