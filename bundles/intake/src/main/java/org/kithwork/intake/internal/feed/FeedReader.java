package org.kithwork.intake.internal.feed;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kithwork.importing.StandingImport;
import org.kithwork.intake.internal.FormId;
import org.kithwork.intake.internal.feed.Feed.Type;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;

/** Reads what is said of a feed and names every fault at once; what the core knows better it checks itself. */
final class FeedReader {

    private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{1,39}");
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_PLACE = 200;
    private static final int MOST_PLACES = 100;
    private static final int MOST_KEYS = 5;
    private static final int MOST_HOURS = 168;

    private FeedReader() {}

    /** A feed as said and checked. */
    record Checked(
            String slug,
            String name,
            Type type,
            boolean active,
            @Nullable String rows,
            List<String> key,
            int patienceHours,
            StandingImport how) {}

    static Checked read(FeedDraft draft) {
        var faults = new Faults();
        var slug = faults.requiredText("/slug", draft.slug(), 40);
        if (!slug.isEmpty() && !SLUG.matcher(slug).matches()) {
            faults.add("/slug", message("slug-invalid"));
        }
        var name = faults.requiredText("/name", draft.name(), LONGEST_NAME);
        if (draft.type() == null) {
            faults.add("/type", "required");
        }
        var type = faults.choice("/type", draft.type(), Type.class);
        if (draft.kind() == null) {
            faults.add("/kind", "required");
        }
        var how = draft.how();
        var rows = faults.optionalText("/rows", draft.rows(), LONGEST_PLACE);
        var key = draft.key() == null ? List.<String>of() : draft.key();
        if (how.mapping().size() > MOST_PLACES) {
            faults.add("/mapping", message("too-many-places", MOST_PLACES));
        } else if (type == Type.HOOK) {
            checkPlaces(faults, how, rows);
            checkKey(faults, key, rows);
        } else if (rows != null || !key.isEmpty()) {
            faults.add("/rows", message("rows-of-messages"));
        }
        var said = draft.patienceHours();
        var patience = said == null ? 0 : said;
        if (patience < 0 || patience > MOST_HOURS || (patience > 0 && type == Type.HOOK)) {
            faults.add("/patienceHours", message("patience-invalid", MOST_HOURS));
        }
        for (var place : how.mapping().keySet()) {
            if (place.length() > LONGEST_PLACE) {
                faults.add(pointer(place), "too-long", LONGEST_PLACE);
            }
        }
        faults.check();
        return new Checked(
                slug,
                name,
                type == null ? Type.HOOK : type,
                !Boolean.FALSE.equals(draft.active()),
                rows,
                key,
                patience,
                how);
    }

    private static void checkPlaces(Faults faults, StandingImport how, @Nullable String rows) {
        if (rows != null && !Rows.isPointer(rows)) {
            faults.add("/rows", message("pointer-invalid"));
        }
        if (how.mapping().isEmpty()) {
            faults.add("/mapping", "required");
        }
        for (var place : how.mapping().keySet()) {
            checkPlace(faults, pointer(place), place, rows);
        }
    }

    private static void checkKey(Faults faults, List<String> key, @Nullable String rows) {
        if (key.size() > MOST_KEYS) {
            faults.add("/key", message("too-many-places", MOST_KEYS));
            return;
        }
        for (int i = 0; i < key.size(); i++) {
            checkPlace(faults, "/key/" + i, key.get(i), rows);
        }
    }

    private static void checkPlace(Faults faults, String pointer, String place, @Nullable String rows) {
        var ofRow = place.startsWith(Rows.OF_ROW);
        if (!Rows.isPointer(ofRow ? place.substring(1) : place)) {
            faults.add(pointer, message("pointer-invalid"));
        } else if (ofRow && rows == null) {
            faults.add(pointer, message("rows-needed"));
        }
    }

    private static String pointer(String place) {
        return "/mapping/" + place.replace("~", "~0").replace("/", "~1");
    }

    static Message message(String code, Object... arguments) {
        return Message.of(FormId.class, code, arguments);
    }
}
