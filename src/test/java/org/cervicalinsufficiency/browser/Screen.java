package org.cervicalinsufficiency.browser;

/** Widths at which pages are looked at. */
public enum Screen {
    /** A monitor of a workplace. */
    DESKTOP(1280, 900),
    /** A phone, upright. */
    PHONE(390, 844);

    private final int width;
    private final int height;

    Screen(int width, int height) {
        this.width = width;
        this.height = height;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }
}
