package org.kithwork.test;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.kithwork.protection.FieldCipher;

/** Seals so that a test can see it: the text is not readable in the table, and opens in its own place only. */
public final class FakeCipher implements FieldCipher {

    @Override
    public String seal(String table, String column, String id, String clear) {
        var text = (place(table, column, id) + mark(clear) + clear).getBytes(StandardCharsets.UTF_8);
        return "sealed:" + Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    @Override
    public String open(String table, String column, String id, String sealed) {
        var bytes = Base64.getUrlDecoder().decode(sealed.substring("sealed:".length()));
        var text = new String(bytes, StandardCharsets.UTF_8);
        if (!text.startsWith(place(table, column, id))) {
            throw new IllegalStateException("Sealed for another place than " + place(table, column, id));
        }
        var rest = text.substring(place(table, column, id).length());
        var clear = rest.substring(rest.indexOf('|') + 1);
        if (!rest.startsWith(mark(clear))) {
            throw new IllegalStateException("Changed since it was sealed");
        }
        return clear;
    }

    /** By which it is noticed that something was changed. */
    private static String mark(String clear) {
        return Integer.toHexString(clear.hashCode()) + "|";
    }

    private static String place(String table, String column, String id) {
        return table + "|" + column + "|" + id + "|";
    }
}
