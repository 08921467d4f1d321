package org.kithwork.core.internal.access.signin;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;

/** User names: folded by NFKC and to lower case, so that two that look alike are one. */
public final class Usernames {

    private static final int LONGEST = 64;
    private static final Pattern FORM = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._@+-]*");

    private Usernames() {}

    /** The name as it is stored and looked up; a bounded text whatever comes in. */
    public static String fold(@Nullable String username) {
        if (username == null) {
            return "";
        }
        var bounded = username.length() > 4 * LONGEST ? username.substring(0, 4 * LONGEST) : username;
        return Normalizer.normalize(bounded.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    /** The folded name of a new user; notes what is wrong with it. */
    public static String checked(Faults faults, String pointer, @Nullable String username) {
        var text = faults.requiredText(pointer, username, LONGEST);
        var folded = fold(text);
        if (!text.isEmpty() && (!FORM.matcher(folded).matches() || folded.length() > LONGEST)) {
            faults.add(pointer, Message.of(Usernames.class, "username-invalid"));
        }
        return folded;
    }
}
