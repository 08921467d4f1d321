package org.kithwork.archives.internal.rating;

import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.Rating;
import org.kithwork.site.Visit;

/**
 * What stands in the page, as it was typed or as it was given before.
 *
 * @param stars {@code null} where nothing is chosen
 */
record Answer(@Nullable String stars, @Nullable String text) {

    static Answer given(@Nullable Rating rating) {
        return rating == null ? new Answer(null, null) : new Answer(Integer.toString(rating.stars()), rating.text());
    }

    /** Browsers write the end of a line with two characters, and count one. */
    static Answer typed(Visit visit) {
        var text = Visit.first(visit.form(), RatingPage.TEXT);
        return new Answer(
                Visit.first(visit.form(), RatingPage.STARS), text == null ? null : text.replace("\r\n", "\n"));
    }

    /** The number that is chosen; {@code null} where it is none. */
    @Nullable
    Integer number() {
        return stars != null && stars.matches("[0-9]{1,3}") ? Integer.valueOf(stars) : null;
    }
}
