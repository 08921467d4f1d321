package org.kithwork.itests;

import com.microsoft.playwright.options.ColorScheme;

/**
 * How a window looks at the console.
 *
 * @param state the cookies of somebody who is signed in, or empty
 * @param zone the clock of the machine that the browser runs on
 */
record Look(String state, String language, ColorScheme theme, String zone, int width, int height) {

    static final Look CHINESE = new Look("", "zh-CN", ColorScheme.LIGHT, "Asia/Shanghai", 1440, 900);

    Look as(String session) {
        return new Look(session, language, theme, zone, width, height);
    }

    /** The same person in a window that looks like the other one. */
    Look like(Look other) {
        return other.as(state);
    }

    Look inEnglish() {
        return new Look(state, "en", theme, zone, width, height);
    }

    Look inTheDark() {
        return new Look(state, language, ColorScheme.DARK, zone, width, height);
    }

    Look from(String otherZone) {
        return new Look(state, language, theme, otherZone, width, height);
    }

    Look onAPhone() {
        return sized(390, 844);
    }

    Look sized(int pixelsWide, int pixelsHigh) {
        return new Look(state, language, theme, zone, pixelsWide, pixelsHigh);
    }

    boolean dark() {
        return theme == ColorScheme.DARK;
    }

    @Override
    public String toString() {
        return language + (dark() ? " dark" : " light") + (width < 760 ? " phone" : " desktop");
    }
}
