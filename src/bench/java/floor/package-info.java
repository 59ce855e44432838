/** What the server is measured against. */
@NullMarked
package floor;

import org.jspecify.annotations.NullMarked;
