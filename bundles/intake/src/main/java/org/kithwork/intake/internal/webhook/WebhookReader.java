package org.kithwork.intake.internal.webhook;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kithwork.event.EventTypes;
import org.kithwork.intake.internal.FormId;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.Permission;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads what is said of a webhook and names every fault at once. */
@Component(service = WebhookReader.class)
public final class WebhookReader {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_URL = 1000;
    private static final int MOST_EVENTS = 200;
    private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]+");

    private final EventTypes types;
    private final AccessControl access;

    @Activate
    public WebhookReader(@Reference EventTypes types, @Reference AccessControl access) {
        this.types = types;
        this.access = access;
    }

    /** A webhook as said and checked. */
    record Checked(String name, String url, List<String> events, boolean active) {}

    /** Reads a draft of a webhook that is told of {@code before} now: of that it may go on being told. */
    Checked read(WebhookDraft draft, List<String> before) {
        var faults = new Faults();
        var name = faults.requiredText("/name", draft.name(), LONGEST_NAME);
        var url = url(faults, draft.url());
        var events = events(faults, Objects.requireNonNullElse(draft.events(), List.of()), before);
        faults.check();
        return new Checked(name, url, events, !Boolean.FALSE.equals(draft.active()));
    }

    private static String url(Faults faults, @Nullable String said) {
        var url = faults.requiredText("/url", said, LONGEST_URL);
        if (!url.isEmpty() && !isAddress(url)) {
            faults.add("/url", message("url-invalid"));
        }
        return url;
    }

    private static boolean isAddress(String url) {
        try {
            var uri = new URI(url);
            var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            return VISIBLE.matcher(url).matches()
                    && (scheme.equals("https") || scheme.equals("http"))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Who sets a webhook up lets it know of nothing that he may not see himself, on all records. */
    private List<String> events(Faults faults, List<String> names, List<String> before) {
        if (names.isEmpty()) {
            faults.add("/events", "required");
        }
        if (names.size() > MOST_EVENTS) {
            faults.add("/events", message("too-many-events", MOST_EVENTS));
            return List.of();
        }
        var read = new TreeSet<String>();
        for (int i = 0; i < names.size(); i++) {
            var name = names.get(i);
            var type = types.find(name);
            if (before.contains(name)) {
                read.add(name);
            } else if (type.isEmpty()) {
                faults.add("/events/" + i, message("event-unknown"));
            } else if (!seesAll(type.get().permission())) {
                faults.add("/events/" + i, message("event-forbidden"));
            } else {
                read.add(name);
            }
        }
        return List.copyOf(read);
    }

    boolean seesAll(Permission permission) {
        return access.permits(permission) && access.visibility(permission).all();
    }

    static Message message(String code, Object... arguments) {
        return Message.of(FormId.class, code, arguments);
    }
}
