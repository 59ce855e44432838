/**
 * The pages as a person meets them: in Chromium, over HTTP, at desktop and phone width, in both languages. A test asks
 * for a {@link org.cervicalinsufficiency.browser.Visitor}, which fails it for anything that goes wrong behind the page.
 */
@NullMarked
package org.cervicalinsufficiency.browser;

import org.jspecify.annotations.NullMarked;
