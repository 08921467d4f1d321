package org.kithwork.test;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.kithwork.protection.FieldCipher;

/** Seals so that a test can see it: the text is not readable in the table, and opens in its own place only. */
public final class FakeCipher implements FieldCipher {

    @Override
    public String seal(String table, String column, String id, String clear) {
        var text = (place(table, column, id) + clear).getBytes(StandardCharsets.UTF_8);
        return "sealed:" + Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    @Override
    public String open(String table, String column, String id, String sealed) {
        var bytes = Base64.getUrlDecoder().decode(sealed.substring("sealed:".length()));
        var text = new String(bytes, StandardCharsets.UTF_8);
        if (!text.startsWith(place(table, column, id))) {
            throw new IllegalStateException("Sealed for another place than " + place(table, column, id));
        }
        return text.substring(place(table, column, id).length());
    }

    private static String place(String table, String column, String id) {
        return table + "|" + column + "|" + id + "|";
    }
}
