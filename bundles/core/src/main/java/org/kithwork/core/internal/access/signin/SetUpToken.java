package org.kithwork.core.internal.access.signin;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.Readiness;
import org.kithwork.core.internal.access.DataDirectory;
import org.kithwork.core.internal.access.audit.Worker;
import org.kithwork.core.internal.access.store.CompanyStore;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The token that allows the first set-up: printed where Kithwork runs and written to a file that only its user may
 * read, good for 30 minutes, made anew for as long as nobody has set up.
 */
@Component(service = {SetUpToken.class, Readiness.class})
public final class SetUpToken implements Readiness {

    /** The file in the data directory. */
    public static final String FILE = "setup-token";

    static final Duration LIFE = Duration.ofMinutes(30);
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final CompanyStore store;
    private final Transactions transactions;
    private final DataDirectory directory;
    private final Clock clock;
    private final PrintStream terminal;
    private final Worker worker;
    private @Nullable Instant expiresAt;
    private volatile boolean done;
    private volatile boolean looked;

    @Activate
    public SetUpToken(
            @Reference CompanyStore store,
            @Reference Transactions transactions,
            @Reference DataDirectory directory,
            @Reference Clock clock) {
        this(store, transactions, directory, clock, System.out);
    }

    SetUpToken(
            CompanyStore store, Transactions transactions, DataDirectory directory, Clock clock, PrintStream terminal) {
        this.store = store;
        this.transactions = transactions;
        this.directory = directory;
        this.clock = clock;
        this.terminal = terminal;
        this.worker = new Worker("kithwork-set-up", LOOK, this::look);
        worker.soon();
    }

    @Override
    public String name() {
        return "set-up";
    }

    /** Whoever waits until the installation is ready can set it up. */
    @Override
    public Optional<String> waitsFor() {
        return looked ? Optional.empty() : Optional.of("the token of the set-up");
    }

    @Deactivate
    void stop() {
        worker.close();
    }

    /** Whether nobody has set up yet. Once somebody has, this never changes. */
    public boolean isRequired() {
        if (!done && transactions.call(store::find).isPresent()) {
            done = true;
        }
        return !done;
    }

    /** Makes a token when there is none that is good, and removes the file when none is needed. */
    synchronized void look() {
        if (!isRequired()) {
            directory.delete(FILE);
            worker.end();
            looked = true;
            return;
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var end = expiresAt;
        if (end == null || !end.isAfter(now)) {
            renew(now);
        }
        looked = true;
    }

    private void renew(Instant now) {
        var token = Secrets.next();
        var end = now.plus(LIFE);
        transactions.run(() -> {
            store.deleteSetupTokensBefore(now);
            store.addSetupToken(Secrets.hash(token), end);
        });
        directory.write(FILE, token + "\n");
        expiresAt = end;
        terminal.println("Kithwork waits to be set up: open " + address() + "ui/#token=" + token + " (good for "
                + LIFE.toMinutes() + " minutes; the token is also in " + directory.file(FILE) + ")");
        terminal.flush();
    }

    private static String address() {
        var port = setting("KITHWORK_HTTP_PORT", "org.osgi.service.http.port", "8181");
        var host = setting("KITHWORK_BIND", "org.apache.felix.http.host", "127.0.0.1");
        var shown = host.equals("0.0.0.0") || host.equals("::") ? "localhost" : host;
        var scheme = Boolean.getBoolean("org.apache.felix.https.enable") ? "https" : "http";
        return scheme + "://" + shown + ":" + port + "/";
    }

    private static String setting(String environment, String property, String otherwise) {
        var value = System.getenv(environment);
        return value == null || value.isBlank() ? System.getProperty(property, otherwise) : value;
    }
}
