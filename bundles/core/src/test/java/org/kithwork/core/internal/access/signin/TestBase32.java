package org.kithwork.core.internal.access.signin;

/** Lets tests of other packages play the app. */
public final class TestBase32 {

    private TestBase32() {}

    public static byte[] decode(String text) {
        return Base32.decode(text);
    }
}
