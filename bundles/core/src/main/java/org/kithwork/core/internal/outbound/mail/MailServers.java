package org.kithwork.core.internal.outbound.mail;

import java.net.IDN;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kithwork.audit.Audit;
import org.kithwork.core.internal.contact.EmailAddress;
import org.kithwork.core.internal.contact.EmailAddresses;
import org.kithwork.core.internal.outbound.mail.store.MailServerEntity;
import org.kithwork.core.internal.outbound.mail.store.MailServerStore;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.protection.FieldCipher;
import org.kithwork.rest.Patch;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The server that mails go through. There is none until an administrator names one. */
@Component(service = MailServers.class)
public final class MailServers {

    private static final String TABLE = "core_mail_server";
    private static final String COLUMN = "password_cipher";
    private static final Pattern SITE = Pattern.compile("https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?");
    private static final int LONGEST_HOST = 253;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_USERNAME = 200;
    private static final int LONGEST_PASSWORD = 500;
    private static final int HIGHEST_PORT = 65535;

    private final MailServerStore store;
    private final FieldCipher cipher;
    private final AccessControl access;
    private final Audit audit;
    private final Transactions transactions;
    private final Clock clock;

    @Activate
    public MailServers(
            @Reference MailServerStore store,
            @Reference FieldCipher cipher,
            @Reference AccessControl access,
            @Reference Audit audit,
            @Reference Transactions transactions,
            @Reference Clock clock) {
        this.store = store;
        this.cipher = cipher;
        this.access = access;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * What a change may name; raw.
     *
     * @param password stays as it is where it is left out; {@code null} takes it away
     * @param sender the address in whose name mails go
     * @param site where customers reach this installation
     */
    public record Change(
            @Nullable String host,
            @Nullable Integer port,
            @Nullable String security,
            @Nullable String username,
            @Nullable String password,
            @Nullable String sender,
            @Nullable String senderName,
            @Nullable String site) {}

    /** The server; {@code not-found} where none is named. */
    public MailServer get() {
        access.require(MailPermissions.VIEW);
        return transactions.call(() -> store.find().map(MailServers::view)).orElseThrow(MailServers::missing);
    }

    /**
     * Names the server, or changes the named members of what is there.
     *
     * @param version of what is changed; zero where there is none yet
     */
    public MailServer change(long version, Patch patch) {
        patch.allow(Change.class);
        access.require(MailPermissions.CONFIGURE);
        return transactions.call(() -> {
            var known = store.find();
            if (known.map(server -> server.version).orElse(0L) != version) {
                throw Problem.stale();
            }
            return changed(known, server -> apply(server, merged(server, patch), patch.has("password")));
        });
    }

    /** Names the server anew, whatever there is; its password stays where none is given. */
    public MailServer set(Change change) {
        access.require(MailPermissions.CONFIGURE);
        return transactions.call(() ->
                changed(store.find(), server -> apply(server, change, change.password() != null)));
    }

    private MailServer changed(Optional<MailServerEntity> known, Consumer<MailServerEntity> change) {
        var server = known.orElseGet(MailServers::blank);
        change.accept(server);
        server.failingSince = null;
        server.problem = null;
        server.answer = null;
        if (known.isEmpty()) {
            store.insert(server);
        } else {
            store.flush();
        }
        audit.record(new Audit.Entry(
                known.isEmpty() ? "mail-server.named" : "mail-server.changed",
                MailPermissions.OBJECT,
                MailServerEntity.ID,
                null,
                Map.of("host", server.host, "security", server.security.name(), "sender", server.sender),
                null));
        return view(server);
    }

    private static MailServerEntity blank() {
        var server = new MailServerEntity();
        server.security = MailSecurity.STARTTLS;
        server.port = 587;
        return server;
    }

    private static Change merged(MailServerEntity server, Patch patch) {
        return new Change(
                patch.has("host") ? patch.value("host", String.class) : server.host,
                patch.has("port") ? patch.value("port", Integer.class) : Integer.valueOf(server.port),
                patch.has("security") ? patch.value("security", String.class) : server.security.name(),
                patch.has("username") ? patch.value("username", String.class) : server.username,
                patch.has("password") ? patch.value("password", String.class) : null,
                patch.has("sender") ? patch.value("sender", String.class) : server.sender,
                patch.has("senderName") ? patch.value("senderName", String.class) : server.senderName,
                patch.has("site") ? patch.value("site", String.class) : server.site);
    }

    private void apply(MailServerEntity server, Change change, boolean withPassword) {
        var faults = new Faults();
        server.host = host(faults, change.host());
        server.port = port(faults, change.port());
        server.security = security(faults, change.security());
        server.username = faults.optionalText("/username", change.username(), LONGEST_USERNAME);
        server.sender = sender(faults, change.sender());
        server.senderName = faults.optionalText("/senderName", change.senderName(), LONGEST_NAME);
        server.site = site(faults, change.site());
        if (withPassword) {
            server.passwordCipher = sealed(faults, change.password());
        }
        if ((server.username == null) != (server.passwordCipher == null)) {
            faults.add(server.username == null ? "/username" : "/password", message("credentials-half"));
        }
        if (server.passwordCipher != null && server.security == MailSecurity.NONE && !isHere(server.host)) {
            faults.add("/security", message("password-open"));
        }
        faults.check();
    }

    private @Nullable String sealed(Faults faults, @Nullable String password) {
        if (password == null || password.isEmpty()) {
            return null;
        }
        if (password.length() > LONGEST_PASSWORD) {
            faults.add("/password", message("password-long", LONGEST_PASSWORD));
        }
        return cipher.seal(TABLE, COLUMN, MailServerEntity.ID, password);
    }

    private static String host(Faults faults, @Nullable String given) {
        var text = faults.requiredText("/host", given, LONGEST_HOST).strip().toLowerCase(Locale.ROOT);
        try {
            var name = IDN.toASCII(text);
            if (!text.isEmpty() && !name.matches("[a-z0-9]([a-z0-9.:-]*[a-z0-9])?")) {
                faults.add("/host", message("host-invalid"));
            }
            return name;
        } catch (IllegalArgumentException e) {
            faults.add("/host", message("host-invalid"));
            return "";
        }
    }

    private static boolean isHere(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
    }

    private static int port(Faults faults, @Nullable Integer given) {
        if (given == null || given < 1 || given > HIGHEST_PORT) {
            faults.add("/port", message("port-invalid"));
            return 1;
        }
        return given;
    }

    private static MailSecurity security(Faults faults, @Nullable String given) {
        return Objects.requireNonNullElse(faults.choice("/security", given, MailSecurity.class), MailSecurity.STARTTLS);
    }

    private static String sender(Faults faults, @Nullable String given) {
        var text = faults.requiredText("/sender", given, LONGEST_HOST);
        var address = EmailAddresses.parse(text).map(EmailAddress::normalised);
        if (!text.isEmpty() && address.isEmpty()) {
            faults.add("/sender", message("sender-invalid"));
        }
        return address.orElse("");
    }

    /** Scheme and host, perhaps a port: what all links begin with. */
    private static String site(Faults faults, @Nullable String given) {
        var text = faults.requiredText("/site", given, LONGEST_HOST).strip().replaceFirst("/$", "");
        if (!text.isEmpty() && !SITE.matcher(text).matches()) {
            faults.add("/site", message("site-invalid"));
        }
        return text;
    }

    /** Takes the server away; what waits is given up when its day is over. */
    public void remove() {
        access.require(MailPermissions.CONFIGURE);
        transactions.run(() -> {
            if (!store.delete()) {
                throw missing();
            }
            audit.record(new Audit.Entry(
                    "mail-server.removed", MailPermissions.OBJECT, MailServerEntity.ID, null, Map.of(), null));
        });
    }

    /** What links begin with; nothing where there is no server. Asks no right. */
    Optional<String> site() {
        return transactions.call(() -> store.find().map(server -> server.site));
    }

    /** The way to the server with the version that it has; asks no right. */
    Optional<Reached> route() {
        return transactions.call(() -> store.find().map(server -> new Reached(route(server), server.version)));
    }

    /** A way, and of which version of the settings. */
    record Reached(MailRoute route, long version) {}

    private MailRoute route(MailServerEntity server) {
        return new MailRoute(
                server.host,
                server.port,
                server.security,
                server.username,
                server.passwordCipher == null
                        ? null
                        : cipher.open(TABLE, COLUMN, MailServerEntity.ID, server.passwordCipher),
                server.sender,
                server.senderName);
    }

    void works() {
        transactions.run(store::works);
    }

    void fails(long version, MailFailure failure) {
        transactions.run(() -> {
            if (store.fails(version, now(), failure.problem(), failure.answer())) {
                audit.record(new Audit.Entry(
                        "mail-server.failing",
                        MailPermissions.OBJECT,
                        MailServerEntity.ID,
                        null,
                        Map.of("problem", failure.problem().name()),
                        null));
            }
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Problem missing() {
        return Problem.notFound("mail-server");
    }

    private static MailServer view(MailServerEntity server) {
        return new MailServer(
                server.host,
                server.port,
                server.security,
                server.username,
                server.passwordCipher != null,
                server.sender,
                server.senderName,
                server.site,
                server.failingSince,
                server.problem,
                server.answer == null || server.answer.isEmpty() ? null : server.answer,
                server.version);
    }

    private static Message message(String code, Object... arguments) {
        return Message.of(MailServers.class, code, arguments);
    }
}
