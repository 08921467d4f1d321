package org.kithwork.permission;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A right to do something with a kind of record, written {@code module:object:action}. */
public record Permission(String module, String object, String action) {

    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9-]*");

    public Permission {
        for (var word : new String[] {module, object, action}) {
            if (!WORD.matcher(word).matches()) {
                throw new IllegalArgumentException("Not a word of a permission: " + word);
            }
        }
    }

    /** The permission written {@code module:object:action}. */
    @JsonCreator
    public static Permission of(String text) {
        var words = text.split(":", -1);
        if (words.length != 3) {
            throw new IllegalArgumentException("Not module:object:action: " + text);
        }
        return new Permission(words[0], words[1], words[2]);
    }

    @JsonValue
    @Override
    public String toString() {
        return module + ":" + object + ":" + action;
    }
}
