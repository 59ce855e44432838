/** Mirror of {@code cdshooks.web}: classes that break a law. */
@NullMarked
package org.cervicalinsufficiency.architecture.violations.cdshooks.web;

import org.jspecify.annotations.NullMarked;
