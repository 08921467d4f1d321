package org.kithwork.intake.internal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.CustomerDraft;
import org.kithwork.field.FieldDefinition;
import org.kithwork.field.FieldType;
import org.kithwork.field.Fields;
import org.kithwork.intake.internal.FormField.Member;
import org.kithwork.intake.internal.Submission.Said;
import org.kithwork.permission.FieldAccess;
import org.kithwork.problem.Message;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes of what was typed a customer to be. */
@Component(service = Drafts.class)
public final class Drafts {

    private static final String SOURCE = "form:";

    private final Fields fields;

    @Activate
    public Drafts(@Reference Fields fields) {
        this.fields = fields;
    }

    /**
     * The draft.
     *
     * @param duplicateReason why it is another one than those whom it looks like
     */
    CustomerDraft of(Form form, Submission submission, Said said, @Nullable String duplicateReason) {
        var answers = said.answers();
        var store = submission.storeId();
        var sex = answers.get(Member.SEX.word());
        var name = answers.get(Member.FULL_NAME.word());
        return new CustomerDraft(
                "PERSON",
                name == null ? unnamed(submission) : name,
                null,
                null,
                null,
                sex == null ? null : Integer.valueOf(sex),
                birth(answers.get(Member.BIRTH.word())),
                answers.get(Member.OCCUPATION.word()),
                answers.get(Member.COMPANY.word()),
                answers.get(Member.DISTRICT.word()),
                answers.get(Member.NOTE.word()),
                contacts(answers),
                null,
                null,
                null,
                store == null ? null : store.value(),
                SOURCE + form.slug(),
                name == null,
                duplicateReason,
                own(form.content(), answers));
    }

    private static String unnamed(Submission submission) {
        return Message.of(Drafts.class, "unnamed").text(Locale.forLanguageTag(submission.language()));
    }

    private static CustomerDraft.@Nullable Birth birth(@Nullable String text) {
        if (text == null) {
            return null;
        }
        var date = LocalDate.parse(text);
        return new CustomerDraft.Birth(date.getYear(), date.getMonthValue(), date.getDayOfMonth(), null);
    }

    private static List<CustomerDraft.Contact> contacts(Map<String, String> answers) {
        var contacts = new ArrayList<CustomerDraft.Contact>();
        for (var member : List.of(Member.PHONE, Member.EMAIL, Member.WECHAT, Member.ADDRESS)) {
            var answer = answers.get(member.word());
            if (answer != null) {
                contacts.add(new CustomerDraft.Contact(member.name(), answer, null, null));
            }
        }
        return contacts;
    }

    /** What is no field any more is left out. */
    private @Nullable Map<String, @Nullable Object> own(FormContent form, Map<String, String> answers) {
        var asked = form.fields().stream()
                .filter(field -> field.own() != null && answers.containsKey(field.name()))
                .toList();
        if (asked.isEmpty()) {
            return null;
        }
        var known = fields.definitions("core:customer", FieldAccess.WRITE).stream()
                .collect(Collectors.toMap(FieldDefinition::member, FieldDefinition::type));
        var values = new HashMap<String, @Nullable Object>();
        for (var field : asked) {
            var type = known.get(field.name());
            var answer = answers.get(field.name());
            if (type != null && answer != null) {
                values.put(field.key(), value(type, answer));
            }
        }
        return values.isEmpty() ? null : values;
    }

    private static Object value(FieldType type, String answer) {
        return switch (type) {
            case MULTI_CHOICE -> List.of(answer.split("\n"));
            case YES_NO -> Boolean.valueOf(answer);
            default -> answer;
        };
    }
}
