package org.kithwork.core.internal.contact;

import com.ibm.icu.text.IDNA;
import com.ibm.icu.text.Normalizer2;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads e-mail addresses: the dot-atom form of RFC 5321 with a domain name, in any script (RFC 6531). Quoted local
 * parts, comments, folded white space and address literals are refused: no customer has them, and they hide tricks.
 */
public final class EmailAddresses {
    private static final int LONGEST = 254;
    private static final int LONGEST_LOCAL = 64;
    private static final int LONGEST_DOMAIN = 253;

    private static final Normalizer2 NFKC = Normalizer2.getNFKCInstance();
    private static final IDNA IDN = IDNA.getUTS46Instance(
            IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ | IDNA.USE_STD3_RULES);
    private static final String ATEXT = "[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+";
    private static final Pattern LOCAL = Pattern.compile(ATEXT + "(?:\\." + ATEXT + ")*");
    private static final Pattern DOMAIN =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern ANY_SCRIPT = Pattern.compile("[\\p{L}\\p{M}\\p{N}.。-]+");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    private EmailAddresses() {}

    /** The address, or nothing when it is none; spaces around it do not count, line ends do. */
    public static Optional<EmailAddress> parse(String typed) {
        String raw = withoutSpaces(typed);
        String plain = NFKC.normalize(raw);
        int at = plain.lastIndexOf('@');
        if (at <= 0 || at == plain.length() - 1) {
            return Optional.empty();
        }
        String local = plain.substring(0, at);
        if (local.length() > LONGEST_LOCAL || !LOCAL.matcher(local).matches()) {
            return Optional.empty();
        }
        Optional<String> domain = asciiDomain(plain.substring(at + 1));
        return domain.map(name -> local.toLowerCase(Locale.ROOT) + '@' + name)
                .filter(address -> address.length() <= LONGEST)
                .map(address -> new EmailAddress(raw, address));
    }

    private static Optional<String> asciiDomain(String domain) {
        String name = domain.toLowerCase(Locale.ROOT);
        if (!ANY_SCRIPT.matcher(name).matches()) {
            return Optional.empty();
        }
        if (name.chars().anyMatch(unit -> unit >= 0x80)) {
            IDNA.Info info = new IDNA.Info();
            StringBuilder ascii = new StringBuilder();
            IDN.nameToASCII(name, ascii, info);
            if (info.hasErrors()) {
                return Optional.empty();
            }
            name = ascii.toString();
        }
        String last = name.substring(name.lastIndexOf('.') + 1);
        boolean valid = name.length() <= LONGEST_DOMAIN
                && DOMAIN.matcher(name).matches()
                && !NUMBER.matcher(last).matches();
        return valid ? Optional.of(name) : Optional.empty();
    }

    private static String withoutSpaces(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (from < to && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isSpace(char unit) {
        return unit == '\t' || Character.isSpaceChar(unit) && unit != '\u2028' && unit != '\u2029';
    }
}
