package org.cervicalinsufficiency.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** Somebody without a mouse: goes from one thing to the next, and must see at each where they are. */
record Keys(Page page) {

    private static final int MOST_STOPS = 250;

    /** The outline stands on the focused thing, or beside it where the thing itself is not drawn (radio buttons). */
    private static final String IS_SEEN = """
            () => {
              const here = document.activeElement;
              const outlined = node => {
                const style = getComputedStyle(node);
                return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
              };
              const box = here.getBoundingClientRect();
              const onScreen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
              return onScreen && [here, ...here.parentElement.children].some(outlined) ? '' : here.outerHTML;
            }""";

    void press(String... keys) {
        for (String key : keys) {
            page.keyboard().press(key);
        }
    }

    void type(String text) {
        page.keyboard().type(text);
    }

    /** Presses Tab until the focus stands on something, and looks at each stop whether it can be seen there. */
    void tabTo(Locator wanted) {
        for (int stop = 0; stop < MOST_STOPS; stop++) {
            press("Tab");
            assertThat(page.evaluate(IS_SEEN)).as("focus that cannot be seen").isEqualTo("");
            if (Boolean.TRUE.equals(wanted.evaluate("node => node === document.activeElement"))) {
                return;
            }
        }
        throw new AssertionError("The Tab key does not reach " + wanted);
    }
}
