package org.kithwork.intake.internal;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kithwork.intake.internal.FormField.Member;
import org.kithwork.text.Bilingual;

/**
 * What a form shows and asks.
 *
 * @param thanks what is shown when it was sent; a sentence of ours where absent
 * @param notice what is said about the data; there wherever leave is asked for something
 * @param doubleOptIn whether what was sent counts only when it was confirmed by a link
 * @param sites the origins of other sites that may show the form in a frame
 * @param staffOnly whether it has no address: staff fill it in for a customer whom they talk to
 */
public record FormContent(
        Bilingual title,
        @Nullable Bilingual intro,
        @Nullable Bilingual thanks,
        List<FormField> fields,
        List<FormConsent> consents,
        @Nullable Notice notice,
        boolean doubleOptIn,
        List<String> sites,
        boolean staffOnly) {

    public FormContent {
        fields = List.copyOf(fields);
        consents = List.copyOf(consents);
        sites = List.copyOf(sites);
    }

    /** The text that people are shown, and by which version it is known. */
    public record Notice(String version, Bilingual text) {}

    Optional<FormField> field(Member member) {
        return fields.stream()
                .filter(field -> field.name().equals(member.word()))
                .findFirst();
    }
}
