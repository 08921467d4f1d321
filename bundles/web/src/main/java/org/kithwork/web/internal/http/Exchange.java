package org.kithwork.web.internal.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.SignIn.Caller;
import org.kithwork.core.SignIn.Client;
import org.kithwork.permission.Actor;

/** What the filter found out about one request; it travels with it. */
public final class Exchange {

    private static final String ATTRIBUTE = Exchange.class.getName();

    private final String id;
    private final String method;
    private final Target target;
    private final Locale locale;
    private final Client client;
    private final Transport transport;
    private final boolean local;
    private volatile @Nullable Caller caller;
    private volatile @Nullable String cookie;
    private volatile boolean unrouted;
    private volatile @Nullable Throwable defect;

    /** How the request came. */
    enum Transport {
        /** TLS, ours or a trusted proxy's. */
        SECURE,
        /** Plain, but it never left this machine. */
        LOOPBACK,
        PLAIN
    }

    Exchange(String method, Target target, Locale locale, Client client, Transport transport, boolean local) {
        this.id = String.format(
                "%016x%016x",
                ThreadLocalRandom.current().nextLong(),
                ThreadLocalRandom.current().nextLong());
        this.method = method;
        this.target = target;
        this.locale = locale;
        this.client = client;
        this.transport = transport;
        this.local = local;
    }

    /** The exchange of a request that passed the filter. */
    public static Exchange of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Exchange exchange) {
            return exchange;
        }
        throw new IllegalStateException("A request came past the filter");
    }

    void attachTo(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    void signedIn(Caller who, @Nullable String byCookie) {
        this.caller = who;
        this.cookie = byCookie;
    }

    /** The id that the answer and the log carry. */
    public String id() {
        return id;
    }

    public String method() {
        return method;
    }

    public Target target() {
        return target;
    }

    public Locale locale() {
        return locale;
    }

    public Client client() {
        return client;
    }

    /** Whether the caller sits at this machine itself. */
    public boolean isLocal() {
        return local;
    }

    Transport transport() {
        return transport;
    }

    /** Who is signed in; empty for a stranger. */
    public Optional<Caller> caller() {
        return Optional.ofNullable(caller);
    }

    public Actor actor() {
        var who = caller;
        return who == null ? Actor.PUBLIC : who.actor();
    }

    /** The session's cookie, if it was by cookie that the caller was recognised. */
    public Optional<String> cookie() {
        return Optional.ofNullable(cookie);
    }

    /** Notes that no method answers at this address. */
    public void markUnrouted() {
        unrouted = true;
    }

    boolean isUnrouted() {
        return unrouted;
    }

    /** Notes a failure that is nobody's input but a defect; the filter logs it, unless it comes from a leaving module. */
    public void markDefect(Throwable cause) {
        defect = cause;
    }

    Optional<Throwable> defect() {
        return Optional.ofNullable(defect);
    }
}
