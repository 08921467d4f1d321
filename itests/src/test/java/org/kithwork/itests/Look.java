package org.kithwork.itests;

import com.microsoft.playwright.options.ColorScheme;

/**
 * How a window looks at the console.
 *
 * @param state the cookies of somebody who is signed in, or empty
 */
record Look(String state, String language, ColorScheme dark, int width, int height) {

    static final Look CHINESE = new Look("", "zh-CN", ColorScheme.LIGHT, 1440, 900);

    Look as(String session) {
        return new Look(session, language, dark, width, height);
    }

    Look in(String other, boolean inTheDark) {
        return new Look(state, other, inTheDark ? ColorScheme.DARK : ColorScheme.LIGHT, width, height);
    }

    Look onAPhone() {
        return new Look(state, language, dark, 390, 844);
    }
}
