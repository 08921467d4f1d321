package org.kithwork.archives.internal;

import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.CustomerId;

/**
 * An event as the timeline keeps it. What the type said at the time is kept as well, for when its module is gone.
 *
 * @param permission what one needs to see it; {@code null} while its type was never seen
 * @param storeId the store that the event's data name
 * @param ownerId the user that the event's data name
 */
public record TimelineRow(
        String eventId,
        CustomerId customer,
        String type,
        Instant at,
        String subjectId,
        Map<String, Object> data,
        @Nullable String icon,
        @Nullable String permission,
        @Nullable String titleEn,
        @Nullable String titleZh,
        @Nullable String textEn,
        @Nullable String textZh,
        @Nullable String storeId,
        @Nullable String ownerId) {

    public TimelineRow {
        data = Map.copyOf(data);
    }

    /** What the type said of it at the time, in the language. */
    @Nullable
    String title(Locale locale) {
        return locale.getLanguage().equals("zh") ? titleZh : titleEn;
    }

    /** The second line of what the type said at the time. */
    @Nullable
    String text(Locale locale) {
        return locale.getLanguage().equals("zh") ? textZh : textEn;
    }

    /** The same without these data. */
    TimelineRow without(String... names) {
        var left = new HashMap<>(data);
        left.keySet().removeAll(Set.of(names));
        return new TimelineRow(
                eventId,
                customer,
                type,
                at,
                subjectId,
                left,
                icon,
                permission,
                titleEn,
                titleZh,
                textEn,
                textZh,
                storeId,
                ownerId);
    }

    String module() {
        return type.substring(0, type.indexOf('.'));
    }
}
