package org.kithwork.core.internal.outbound;

import java.net.IDN;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.audit.Audit;
import org.kithwork.core.internal.outbound.store.HostEntity;
import org.kithwork.core.internal.outbound.store.HostStore;
import org.kithwork.outbound.OutboundException.Reason;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The hosts that may be called. There are none until an administrator names one. */
@Component(service = OutboundHosts.class)
public final class OutboundHosts {

    private static final int MOST = 500;
    private static final int LONGEST = 260;
    private static final int LONGEST_NOTE = 200;
    private static final int HIGHEST_PORT = 65535;
    private static final String WILDCARD = "*.";

    private final HostStore store;
    private final AccessControl access;
    private final Audit audit;
    private final Transactions transactions;
    private final Clock clock;

    @Activate
    public OutboundHosts(
            @Reference HostStore store,
            @Reference AccessControl access,
            @Reference Audit audit,
            @Reference Transactions transactions,
            @Reference Clock clock) {
        this.store = store;
        this.access = access;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * A host to be allowed; raw.
     *
     * @param host a name, {@code *.} and a domain, or an address; with {@code :port} for another port than 80 and 443
     * @param internal whether it may stand for an address of this machine or of a private network
     * @param note what it is for, at most 200 characters
     */
    public record Draft(
            @Nullable String host,
            @Nullable Boolean internal,
            @Nullable String note) {}

    /** All that may be called, in the order of their names. */
    public List<AllowedHost> list() {
        access.require(OutboundPermissions.VIEW);
        return transactions.call(
                () -> store.list().stream().map(OutboundHosts::view).toList());
    }

    /** Allows a host; refuses one that is allowed already, since it might be for something else. */
    public AllowedHost allow(Draft draft) {
        access.require(OutboundPermissions.CONFIGURE);
        var faults = new Faults();
        var host = host(faults, draft.host());
        var internal = Boolean.TRUE.equals(draft.internal());
        var note = faults.optionalText("/note", draft.note(), LONGEST_NOTE);
        if (internal && host.startsWith(WILDCARD)) {
            faults.add("/internal", text("wildcard-internal"));
        }
        faults.check();
        return transactions.call(() -> {
            if (store.count() >= MOST) {
                throw Problem.conflict(text("hosts-many", MOST));
            }
            var row = row(host, internal, note);
            if (!store.insert(row)) {
                throw Problem.conflict(text("host-allowed"));
            }
            note("outbound.allowed", host, Map.of("internal", internal));
            return view(row);
        });
    }

    /** Takes a host off the list; holds for every call that begins from then on. */
    public void deny(String given) {
        access.require(OutboundPermissions.CONFIGURE);
        var host = given.strip().toLowerCase(Locale.ROOT);
        transactions.run(() -> {
            if (!store.delete(host)) {
                throw Problem.notFound("outbound-host");
            }
            note("outbound.denied", host, Map.of());
        });
    }

    /** Whether the target may be in the own network; refuses one that the list does not name. */
    boolean isInternal(Target target) {
        var found = transactions.call(() -> store.find(target.names()));
        if (found.isEmpty()) {
            throw Failure.of(Reason.NOT_ALLOWED, "host-not-allowed", target.toString());
        }
        return found.stream().anyMatch(row -> row.internal);
    }

    private static String host(Faults faults, @Nullable String given) {
        var text = faults.requiredText("/host", given, LONGEST).strip().toLowerCase(Locale.ROOT);
        if (!faults.isEmpty()) {
            return "";
        }
        var colon = text.lastIndexOf(':');
        var hasPort = colon > text.lastIndexOf(']');
        var name = ascii(hasPort ? text.substring(0, colon) : text);
        var port = hasPort ? text.substring(colon + 1) : "";
        if (!isPattern(name) || (hasPort && !isPort(port))) {
            faults.add("/host", text("host-invalid"));
        }
        return hasPort ? name + ":" + port : name;
    }

    private static String ascii(String name) {
        try {
            return name.startsWith("[") ? name : IDN.toASCII(name);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** A domain below which everything is allowed has a dot itself: nobody means all of {@code .com}. */
    private static boolean isPattern(String name) {
        if (!name.startsWith(WILDCARD)) {
            return Target.isHost(name);
        }
        var domain = name.substring(WILDCARD.length());
        return Target.isHost(domain) && !Target.isNumber(domain) && domain.contains(".");
    }

    private static boolean isPort(String port) {
        return port.matches("[1-9][0-9]{0,4}") && Integer.parseInt(port) <= HIGHEST_PORT;
    }

    private HostEntity row(String host, boolean internal, @Nullable String note) {
        var actor = access.actor();
        var row = new HostEntity();
        row.host = host;
        row.internal = internal;
        row.note = note;
        row.allowedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        row.allowedBy = actor.id();
        row.allowedName = actor.name();
        return row;
    }

    private void note(String action, String host, Map<String, Object> detail) {
        audit.record(new Audit.Entry(action, OutboundPermissions.OBJECT, host, null, detail, null));
    }

    private static AllowedHost view(HostEntity row) {
        return new AllowedHost(row.host, row.internal, row.note, row.allowedAt, row.allowedName);
    }

    private static Message text(String code, Object... arguments) {
        return Message.of(OutboundHosts.class, code, arguments);
    }
}
