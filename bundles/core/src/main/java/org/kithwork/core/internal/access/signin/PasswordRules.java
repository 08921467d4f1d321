package org.kithwork.core.internal.access.signin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** What a password must be: 8 to 128 characters, not common, not the user's, the company's or the product's name. */
@Component(service = PasswordRules.class)
public final class PasswordRules {

    static final String LIST = "common-passwords.txt";

    private static final int SHORTEST = 8;
    private static final int LONGEST = 128;
    private static final int SHORTEST_NAME = 4;
    private static final String PRODUCT = "kithwork";

    private final Set<String> common = load();

    /** Reads the list of common passwords. */
    @Activate
    public PasswordRules() {}

    /**
     * Notes what is wrong with a new password.
     *
     * @param company the name of the company, "" while there is none
     */
    public void check(Faults faults, String pointer, @Nullable String password, String username, String company) {
        if (password == null || password.isEmpty()) {
            faults.add(pointer, "required");
            return;
        }
        int length = password.codePointCount(0, password.length());
        var folded = fold(password);
        if (length < SHORTEST) {
            faults.add(pointer, Message.of(PasswordRules.class, "password-short", SHORTEST));
        } else if (length > LONGEST) {
            faults.add(pointer, Message.of(PasswordRules.class, "password-long", LONGEST));
        } else if (common.contains(folded)) {
            faults.add(pointer, Message.of(PasswordRules.class, "password-common"));
        } else if (folded.equals(username) || names(username, company).anyMatch(closed(folded)::contains)) {
            faults.add(pointer, Message.of(PasswordRules.class, "password-name"));
        }
    }

    /** Names that make a password guessable; a Chinese character tells as much as two letters. */
    private static Stream<String> names(String username, String company) {
        return Stream.of(PRODUCT, username, closed(fold(company)))
                .filter(name -> name.codePoints()
                                .map(each -> Character.isIdeographic(each) ? 2 : 1)
                                .sum()
                        >= SHORTEST_NAME);
    }

    private static String closed(String text) {
        return text.replaceAll("\\s+", "");
    }

    int size() {
        return common.size();
    }

    private static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    private static Set<String> load() {
        var stream = Objects.requireNonNull(PasswordRules.class.getResourceAsStream(LIST), LIST);
        var words = new HashSet<String>();
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            reader.lines().filter(line -> !line.startsWith("#")).forEach(words::add);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + LIST, e);
        }
        return words;
    }
}
