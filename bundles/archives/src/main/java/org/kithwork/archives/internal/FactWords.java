package org.kithwork.archives.internal;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.KnownFact;
import org.kithwork.permission.Actor;
import org.kithwork.problem.Message;

/** Says what is held of a customer in the reader's language. */
final class FactWords {

    private final Locale locale;
    private final Map<String, String> titles;

    /** The titles are those of the kinds of preference, by their codes. */
    FactWords(Locale locale, Map<String, String> titles) {
        this.locale = locale;
        this.titles = titles;
    }

    KnownFact of(Written<Preference> written) {
        var preference = written.what();
        var code = preference.source() == PreferenceSource.STATED ? "fact-preference" : "fact-conclusion";
        var title = text(code, titles.getOrDefault(preference.key(), preference.key()));
        return new KnownFact(title, preference.value(), written.at(), by(preference.by()), null);
    }

    KnownFact of(Written<Need> written, NeedState state, @Nullable String outcome) {
        var need = written.what();
        var words = need.text();
        var said = words == null || outcome == null ? words : text("fact-outcome", words, outcome);
        return new KnownFact(text("fact-need-" + state), said, written.at(), need.by(), need.source());
    }

    KnownFact of(Term term) {
        var words = term.text();
        var until = term.validUntil();
        var said = words == null
                ? null
                : until == null
                        ? text("fact-term-since", words, term.validFrom().toString())
                        : text("fact-term-between", words, term.validFrom().toString(), until.toString());
        return new KnownFact(text("fact-term"), said, term.at(), term.by(), null);
    }

    KnownFact of(Review review, String item) {
        return new KnownFact(
                text("fact-review", item), stars(review.stars(), review.text()), review.at(), review.by(), null);
    }

    /** Of an interaction that was rated. */
    KnownFact of(Interaction talk) {
        var rating = talk.rating();
        if (rating == null) {
            throw new IllegalArgumentException("Nobody rated it");
        }
        var title = text("fact-rating", text("value.channel." + talk.channel()));
        var writer = rating.by();
        return new KnownFact(
                title,
                stars(rating.stars(), rating.text()),
                rating.at(),
                writer == null ? new ActorName(Actor.PUBLIC.id(), text("fact-by-customer")) : writer,
                talk.source());
    }

    private String stars(int stars, @Nullable String said) {
        return said == null ? text("fact-stars", stars) : text("fact-stars-words", stars, said);
    }

    private String text(String code, Object... arguments) {
        return Message.of(FactWords.class, code, arguments).text(locale);
    }

    private static ActorName by(@Nullable ActorName author) {
        if (author == null) {
            throw new IllegalStateException("What is written down has an author");
        }
        return author;
    }
}
