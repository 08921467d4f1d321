package org.kithwork.intake.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.consent.Channel;
import org.kithwork.rest.Patch;
import org.kithwork.text.Bilingual;

/**
 * What is said of a form; raw, so that every fault can be named at once.
 *
 * @param active {@code true} where absent
 */
public record FormDraft(
        @Nullable String slug,
        @Nullable Boolean active,
        @Nullable String storeId,
        @Nullable Bilingual title,
        @Nullable Bilingual intro,
        @Nullable Bilingual thanks,
        @Nullable List<Field> fields,
        @Nullable List<Consent> consents,
        @Nullable Notice notice,
        @Nullable Boolean doubleOptIn,
        @Nullable List<String> sites,
        @Nullable Boolean staffOnly) {

    /** A question as written. */
    public record Field(@Nullable String name, @Nullable Boolean required) {}

    /** What leave is asked for, as written. */
    public record Consent(
            @Nullable String purpose,
            @Nullable List<String> channels,
            @Nullable Boolean required,
            @Nullable Bilingual text) {}

    /** The notice as written. */
    public record Notice(@Nullable String version, @Nullable Bilingual text) {}

    /** A form with what a patch says of it. */
    static FormDraft of(Form form, Patch patch) {
        var content = form.content();
        var store = form.storeId();
        return new FormDraft(
                patch.has("slug") ? patch.text("slug") : form.slug(),
                patch.has("active") ? patch.value("active", Boolean.class) : Boolean.valueOf(form.active()),
                patch.has("storeId") ? patch.text("storeId") : store == null ? null : store.value(),
                patch.has("title") ? patch.value("title", Bilingual.class) : content.title(),
                patch.has("intro") ? patch.value("intro", Bilingual.class) : content.intro(),
                patch.has("thanks") ? patch.value("thanks", Bilingual.class) : content.thanks(),
                patch.has("fields") ? list(patch.value("fields", Field[].class)) : fields(content),
                patch.has("consents") ? list(patch.value("consents", Consent[].class)) : consents(content),
                patch.has("notice") ? patch.value("notice", Notice.class) : notice(content),
                patch.has("doubleOptIn")
                        ? patch.value("doubleOptIn", Boolean.class)
                        : Boolean.valueOf(content.doubleOptIn()),
                patch.has("sites") ? list(patch.value("sites", String[].class)) : content.sites(),
                patch.has("staffOnly")
                        ? patch.value("staffOnly", Boolean.class)
                        : Boolean.valueOf(content.staffOnly()));
    }

    private static <T> @Nullable List<T> list(T @Nullable [] items) {
        return items == null ? null : List.of(items);
    }

    private static List<Field> fields(FormContent content) {
        return content.fields().stream()
                .map(field -> new Field(field.name(), field.required()))
                .toList();
    }

    private static List<Consent> consents(FormContent content) {
        return content.consents().stream()
                .map(consent -> new Consent(
                        consent.purpose().name(),
                        consent.channels().stream().map(Channel::name).toList(),
                        consent.required(),
                        consent.text()))
                .toList();
    }

    private static @Nullable Notice notice(FormContent content) {
        var notice = content.notice();
        return notice == null ? null : new Notice(notice.version(), notice.text());
    }
}
