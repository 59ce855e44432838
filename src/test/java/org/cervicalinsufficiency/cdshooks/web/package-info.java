/** Tests of CDS Hooks over HTTP, against a small server without a database. */
@NullMarked
package org.cervicalinsufficiency.cdshooks.web;

import org.jspecify.annotations.NullMarked;
