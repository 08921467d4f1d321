package org.kithwork.intake.internal;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kithwork.intake.internal.FormField.Own;
import org.kithwork.intake.internal.Submission.Granted;
import org.kithwork.intake.internal.Submission.Said;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.protection.FieldCipher;

/**
 * Reads what was typed into a form. Every fault is named with its field; what the form does not ask is not looked at.
 * Nothing here depends on who is known already.
 */
final class AnswerReader {

    private static final int OLDEST = 1900;
    private static final Pattern NOT_DIGITS = Pattern.compile("[\\s\\-().·‐-―]+");
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9]{6,15}");
    private static final Pattern MAINLAND = Pattern.compile("1[0-9]{10}");
    private static final Pattern MAINLAND_MOBILE = Pattern.compile("1[3-9][0-9]{9}");
    private static final Pattern EMAIL = Pattern.compile("[^\\s@<>\"]{1,64}@[^\\s@<>\"]{1,190}\\.[^\\s@<>\".]{2,63}");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,12}(\\.[0-9]{1,6})?");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\n]]+");
    private static final Set<String> SEXES = Set.of("1", "2", "9");

    private final FormContent form;
    private final LocalDate today;
    private final Faults faults;

    AnswerReader(FormContent form, LocalDate today, Faults faults) {
        this.form = form;
        this.today = today;
        this.faults = faults;
    }

    /** What was said, or {@code null} where something is at fault. */
    @Nullable
    Said read(Map<String, List<String>> posted) {
        var answers = new LinkedHashMap<String, String>();
        for (var field : form.fields()) {
            var given = posted.getOrDefault(field.name(), List.of());
            var pointer = "/" + field.name();
            var answer = field.own() == null ? member(field, pointer, given) : own(field.own(), pointer, given);
            if (answer != null) {
                answers.put(field.name(), answer);
            } else if (field.required() && isUnnamed(pointer)) {
                faults.add(pointer, "required");
            }
        }
        var granted = consents(posted);
        if (length(answers) > FieldCipher.MAX_CHARACTERS / 2) {
            faults.add("", message("too-much"));
        }
        return faults.isEmpty() ? new Said(answers, granted) : null;
    }

    private static int length(Map<String, String> answers) {
        return answers.entrySet().stream()
                .mapToInt(answer -> answer.getKey().length() + answer.getValue().length() + 8)
                .sum();
    }

    private boolean isUnnamed(String pointer) {
        return faults.found().stream().noneMatch(fault -> fault.pointer().equals(pointer));
    }

    private static Message message(String code, Object... arguments) {
        return Message.of(AnswerReader.class, code, arguments);
    }

    private List<Granted> consents(Map<String, List<String>> posted) {
        var granted = new ArrayList<Granted>();
        for (int i = 0; i < form.consents().size(); i++) {
            var consent = form.consents().get(i);
            if (!posted.getOrDefault(FormConsent.BOX + i, List.of()).isEmpty()) {
                granted.add(new Granted(consent.purpose(), consent.channels()));
            } else if (consent.required()) {
                faults.add("/" + FormConsent.BOX + i, message("consent-needed"));
            }
        }
        return granted;
    }

    private @Nullable String text(String pointer, List<String> given, int longest) {
        if (given.isEmpty()) {
            return null;
        }
        var text = CONTROL.matcher(given.get(0).replace("\r\n", "\n")).replaceAll(" ");
        var read = faults.optionalText(pointer, text.strip(), longest);
        return read == null || read.isEmpty() ? null : read;
    }

    private @Nullable String member(FormField field, String pointer, List<String> given) {
        var member = field.member().orElse(null);
        if (member == null) {
            return null;
        }
        var text = text(pointer, given, member.longest());
        if (text == null) {
            return null;
        }
        return switch (member) {
            case PHONE -> phone(pointer, text);
            case EMAIL -> matching(pointer, Normalizer.normalize(text, Normalizer.Form.NFKC), EMAIL, "email-invalid");
            case BIRTH -> birth(pointer, text);
            case SEX -> SEXES.contains(text) ? text : null;
            case FULL_NAME, WECHAT, ADDRESS, COMPANY, OCCUPATION, DISTRICT -> text.replace('\n', ' ');
            case NOTE -> text;
        };
    }

    private @Nullable String phone(String pointer, String text) {
        var digits = NOT_DIGITS
                .matcher(Normalizer.normalize(text, Normalizer.Form.NFKC))
                .replaceAll("");
        var mistyped = MAINLAND.matcher(digits).matches()
                && !MAINLAND_MOBILE.matcher(digits).matches();
        if (mistyped || !PHONE.matcher(digits).matches()) {
            faults.add(pointer, message("phone-invalid"));
            return null;
        }
        return digits;
    }

    private @Nullable String birth(String pointer, String text) {
        var date = faults.date(pointer, text);
        if (date == null) {
            return null;
        }
        if (date.isAfter(today) || date.getYear() < OLDEST) {
            faults.add(pointer, message("birth-invalid"));
            return null;
        }
        return date.toString();
    }

    private @Nullable String matching(String pointer, String text, Pattern pattern, String code) {
        if (pattern.matcher(text).matches()) {
            return text;
        }
        faults.add(pointer, message(code));
        return null;
    }

    private @Nullable String own(Own own, String pointer, List<String> given) {
        if (own.choices().isEmpty()) {
            var text = text(pointer, given, own.maxLength());
            return text == null ? null : plain(own, pointer, text);
        }
        var keys = own.choices().stream().map(FormField.Choice::key).toList();
        var chosen = new LinkedHashSet<String>();
        given.stream().filter(keys::contains).forEach(chosen::add);
        return switch (own.type()) {
            case MULTI_CHOICE -> chosen.isEmpty() ? null : String.join("\n", chosen);
            default -> chosen.isEmpty() ? null : chosen.iterator().next();
        };
    }

    private @Nullable String plain(Own own, String pointer, String text) {
        return switch (own.type()) {
            case NUMBER ->
                matching(pointer, Normalizer.normalize(text, Normalizer.Form.NFKC), NUMBER, "number-invalid");
            case DATE -> {
                var date = faults.date(pointer, text);
                yield date == null ? null : date.toString();
            }
            case YES_NO -> text.equals("true") || text.equals("false") ? text : null;
            case TEXT -> text;
            default -> null;
        };
    }
}
