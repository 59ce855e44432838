/**
 * Who may do what: permissions and the tokens that prove them. Knows no resource and no protocol.
 */
@NullMarked
package org.cervicalinsufficiency.security;

import org.jspecify.annotations.NullMarked;
