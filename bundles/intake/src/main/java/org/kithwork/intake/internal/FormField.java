package org.kithwork.intake.internal;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kithwork.field.FieldDefinition;
import org.kithwork.field.FieldType;
import org.kithwork.text.Bilingual;

/**
 * What a form asks.
 *
 * @param name a member of a customer, see {@link Member}, or {@code field:} and the key of a field of the company
 * @param own how a field of the company was defined when the form was saved; {@code null} for members
 */
public record FormField(
        String name, boolean required, @Nullable Own own) {

    /** A field of the company, as the form shows it. */
    public record Own(Bilingual title, FieldType type, List<Choice> choices, int maxLength) {

        private static final int LONGEST = 1000;

        static Own of(FieldDefinition field) {
            var max = field.limits().maxLength();
            return new Own(
                    new Bilingual(field.title().zh(), field.title().en()),
                    field.type(),
                    field.choices().stream()
                            .filter(choice -> !choice.retired())
                            .map(choice -> new Choice(
                                    choice.key(),
                                    new Bilingual(
                                            choice.title().zh(), choice.title().en())))
                            .toList(),
                    max == null ? LONGEST : Math.min(max, LONGEST));
        }
    }

    /** What may be chosen. */
    public record Choice(String key, Bilingual title) {}

    /** The members of a customer that a form may ask. */
    public enum Member {
        FULL_NAME("fullName", 100),
        PHONE("phone", 40),
        EMAIL("email", 254),
        WECHAT("wechat", 100),
        ADDRESS("address", 300),
        BIRTH("birth", 10),
        SEX("sex", 1),
        COMPANY("company", 200),
        OCCUPATION("occupation", 100),
        DISTRICT("district", 100),
        NOTE("note", 1000);

        private final String word;
        private final int longest;

        Member(String word, int longest) {
            this.word = word;
            this.longest = longest;
        }

        public String word() {
            return word;
        }

        public int longest() {
            return longest;
        }

        static Optional<Member> of(String word) {
            for (var member : values()) {
                if (member.word.equals(word)) {
                    return Optional.of(member);
                }
            }
            return Optional.empty();
        }
    }

    /** The member that is asked; empty for a field of the company. */
    public Optional<Member> member() {
        return Member.of(name);
    }

    /** The key of the field of the company. */
    public String key() {
        return name.substring(FieldDefinition.member("").length());
    }
}
