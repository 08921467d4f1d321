package org.kithwork.core.internal.contact;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;
import com.ibm.icu.text.Normalizer2;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads phone numbers in the spellings that Chinese customers and spreadsheets use. Safe for any number of threads. */
public final class PhoneNumbers {
    /** The region of a number without a country code when nothing else is said. */
    public static final String DEFAULT_REGION = "CN";

    private static final int LONGEST = 100;
    private static final int SHORTEST = 7;
    private static final Normalizer2 NFKC = Normalizer2.getNFKCInstance();
    private static final PhoneNumberUtil UTIL = PhoneNumberUtil.getInstance();
    private static final Pattern SCIENTIFIC = Pattern.compile("[0-9][0-9.,]*[eE]\\+?[0-9]{1,2}");
    private static final Pattern MASKED =
            Pattern.compile("[+(]*[0-9][0-9 ()-]*[*xX•●#]{2,}[0-9*xX•●# -]*(?:[,转-][0-9]{1,6})?");
    private static final Pattern SPOKEN_EXTENSION =
            Pattern.compile("(?i)^(.*?[0-9)])\\s*(?:转接|转|轉|分机号?|分機|ext(?:ension)?\\.?|[#,x])\\s*:?\\s*([0-9]{1,6})$");
    private static final Pattern DASHED_EXTENSION = Pattern.compile(
            "^((?:\\+?86[ -]?)?(?:1[3-9][0-9]{9}|\\(?0[0-9]{2,3}\\)?[ -]?[0-9]{7,8}|400-?[0-9]{3}-?[0-9]{4}))[-_]([0-9]{1,6})$");
    private static final Pattern DIALLED = Pattern.compile("[+0-9 ().\\-/]+");
    private static final Pattern SEVERAL = Pattern.compile("[/、;,|\\n\\r ]+");
    private static final Pattern DASHES = Pattern.compile("[‐‑‒–—―−ー]");

    private PhoneNumbers() {}

    /**
     * Reads a number; never throws for what was typed.
     *
     * @param region the country of numbers without a country code, such as CN
     */
    public static PhoneNumber parse(String typed, String region) {
        String raw = typed.strip();
        String plain = DASHES.matcher(NFKC.normalize(raw)).replaceAll("-").strip();
        if (plain.length() > LONGEST) {
            return refused(raw, PhoneNumber.Fault.INVALID);
        }
        if (plain.isEmpty()) {
            return refused(raw, PhoneNumber.Fault.EMPTY);
        }
        if (SCIENTIFIC.matcher(plain).matches()) {
            return refused(raw, PhoneNumber.Fault.SCIENTIFIC);
        }
        if (MASKED.matcher(plain).matches()) {
            return new PhoneNumber(raw, PhoneNumber.Type.MASKED, null, null, raw, false, false, null);
        }
        String number = plain;
        String extension = null;
        Matcher dialled = extensionOf(plain);
        if (dialled != null) {
            number = dialled.group(1);
            extension = dialled.group(2);
        }
        if (isSeveral(plain, region)) {
            return refused(raw, PhoneNumber.Fault.SEVERAL);
        }
        if (!DIALLED.matcher(number).matches()) {
            return refused(raw, PhoneNumber.Fault.INVALID);
        }
        return read(number, region)
                .map(read -> understood(raw, plain, read, dialled == null ? null : dialled.group(2), region))
                .orElseGet(() -> refused(raw, PhoneNumber.Fault.INVALID));
    }

    private static @Nullable Matcher extensionOf(String plain) {
        for (Pattern pattern : new Pattern[] {SPOKEN_EXTENSION, DASHED_EXTENSION}) {
            Matcher matcher = pattern.matcher(plain);
            if (matcher.matches()) {
                return matcher;
            }
        }
        return null;
    }

    private static boolean isSeveral(String plain, String region) {
        if (plain.chars().filter(unit -> unit >= '0' && unit <= '9').count() < 2L * SHORTEST) {
            return false;
        }
        int numbers = 0;
        for (String part : SEVERAL.split(plain)) {
            if (DIALLED.matcher(part).matches() && read(part, region).isPresent()) {
                numbers++;
            }
        }
        return numbers > 1;
    }

    private static Optional<Phonenumber.PhoneNumber> read(String number, String region) {
        try {
            Phonenumber.PhoneNumber read = UTIL.parse(number, region);
            return UTIL.isValidNumber(read) ? Optional.of(read) : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    private static PhoneNumber understood(
            String raw, String plain, Phonenumber.PhoneNumber read, @Nullable String extension, String region) {
        PhoneNumber.Type type = typeOf(read);
        boolean chinese = read.getCountryCode() == 86;
        String national = UTIL.getNationalSignificantNumber(read);
        if (extension != null && type == PhoneNumber.Type.MOBILE || chinese && national.startsWith("950")) {
            type = PhoneNumber.Type.RELAY;
        }
        boolean personal = type != PhoneNumber.Type.RELAY && type != PhoneNumber.Type.SERVICE;
        boolean zeroLost = chinese
                && type == PhoneNumber.Type.FIXED_LINE
                && "CN".equals(region)
                && plain.matches("[1-9][0-9]+")
                && plain.length() == national.length();
        boolean home = UTIL.getCountryCodeForRegion(region) == read.getCountryCode();
        String shown = UTIL.format(read, home ? PhoneNumberFormat.NATIONAL : PhoneNumberFormat.INTERNATIONAL);
        return new PhoneNumber(
                raw,
                type,
                UTIL.format(read, PhoneNumberFormat.E164),
                extension,
                extension == null ? shown : shown + " - " + extension,
                personal,
                zeroLost,
                null);
    }

    private static PhoneNumber.Type typeOf(Phonenumber.PhoneNumber read) {
        return switch (UTIL.getNumberType(read)) {
            case MOBILE, FIXED_LINE_OR_MOBILE -> PhoneNumber.Type.MOBILE;
            case FIXED_LINE -> PhoneNumber.Type.FIXED_LINE;
            case TOLL_FREE, PREMIUM_RATE, SHARED_COST, UAN, VOICEMAIL -> PhoneNumber.Type.SERVICE;
            default -> PhoneNumber.Type.OTHER;
        };
    }

    private static PhoneNumber refused(String raw, PhoneNumber.Fault fault) {
        return new PhoneNumber(raw, PhoneNumber.Type.NONE, null, null, raw, false, false, fault);
    }
}
