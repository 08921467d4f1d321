package org.kithwork.core.internal.outbound;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.kithwork.audit.Audit;
import org.kithwork.outbound.OutboundClient;
import org.kithwork.outbound.OutboundException;
import org.kithwork.outbound.OutboundException.Reason;
import org.kithwork.outbound.OutboundRequest;
import org.kithwork.outbound.OutboundRequest.Method;
import org.kithwork.outbound.OutboundResponse;
import org.kithwork.permission.AccessControl;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Calls other systems: checks each hop before it is gone, and notes what was refused. */
@Component(service = OutboundClient.class)
public final class OutboundCalls implements OutboundClient {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_REDIRECTS = 3;

    private final OutboundHosts hosts;
    private final AccessControl access;
    private final Audit audit;
    private final Transactions transactions;
    private final Lookup lookup;
    private final Hop hop;
    private final Duration patience;

    @Activate
    public OutboundCalls(
            @Reference OutboundHosts hosts,
            @Reference AccessControl access,
            @Reference Audit audit,
            @Reference Transactions transactions) {
        this(hosts, access, audit, transactions, new Lookup(InetAddress::getAllByName), new Hop(), PATIENCE);
    }

    OutboundCalls(
            OutboundHosts hosts,
            AccessControl access,
            Audit audit,
            Transactions transactions,
            Lookup lookup,
            Hop hop,
            Duration patience) {
        this.hosts = hosts;
        this.access = access;
        this.audit = audit;
        this.transactions = transactions;
        this.lookup = lookup;
        this.hop = hop;
        this.patience = patience;
    }

    @Deactivate
    void stop() {
        lookup.close();
        hop.close();
    }

    @Override
    public OutboundResponse send(OutboundRequest request) {
        access.require(OutboundPermissions.CALL);
        requireNoTransaction();
        try {
            RequestCheck.check(request);
            return follow(request, new Deadline(patience));
        } catch (OutboundException e) {
            if (e.isRefused()) {
                note(request, e);
            }
            throw e;
        }
    }

    private OutboundResponse follow(OutboundRequest first, Deadline deadline) {
        var request = first;
        for (int redirects = 0; ; redirects++) {
            var target = target(request.uri());
            var addresses = lookup.addresses(target, hosts.isInternal(target), deadline);
            var response = hop.call(request, target, addresses, deadline);
            var next = next(request, target, response);
            if (next.isEmpty()) {
                return response;
            }
            if (redirects == MOST_REDIRECTS) {
                throw Failure.of(Reason.TOO_MANY_REDIRECTS, "too-many-redirects", MOST_REDIRECTS);
            }
            request = next.get();
        }
    }

    private static Target target(URI uri) {
        return Target.of(uri).orElseThrow(() -> Failure.of(Reason.MALFORMED, "address-malformed"));
    }

    /** The call to which the answer leads, if it leads on. */
    private static Optional<OutboundRequest> next(OutboundRequest request, Target from, OutboundResponse response) {
        var location = response.headers().get("location");
        if (location == null || !isRedirect(response.status())) {
            return Optional.empty();
        }
        var uri = resolved(request.uri(), location);
        var to = target(uri);
        var rewritten = rewritten(response.status(), request.method());
        if (from.secure() && !to.secure()) {
            throw Failure.of(Reason.UNSAFE_REDIRECT, "redirect-unsafe");
        }
        if (to.isSameOrigin(from)) {
            return Optional.of(
                    rewritten
                            ? new OutboundRequest(Method.GET, uri, withoutBody(request.headers()), new byte[0])
                            : new OutboundRequest(request.method(), uri, request.headers(), request.body()));
        }
        if (!rewritten && request.body().length > 0) {
            throw Failure.of(Reason.UNSAFE_REDIRECT, "redirect-unsafe");
        }
        return Optional.of(new OutboundRequest(rewritten ? Method.GET : request.method(), uri, Map.of(), new byte[0]));
    }

    private static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    private static boolean rewritten(int status, Method method) {
        return method != Method.GET
                && method != Method.HEAD
                && (status == 303 || (method == Method.POST && (status == 301 || status == 302)));
    }

    private static Map<String, String> withoutBody(Map<String, String> headers) {
        var kept = new java.util.HashMap<>(headers);
        kept.keySet().removeIf(name -> name.regionMatches(true, 0, "content-", 0, "content-".length()));
        return kept;
    }

    private static URI resolved(URI base, String location) {
        try {
            var uri = base.resolve(location.strip());
            return new URI(uri.getScheme(), uri.getRawAuthority(), null, null, null).resolve(withoutFragment(uri));
        } catch (IllegalArgumentException | java.net.URISyntaxException e) {
            throw Failure.of(Reason.MALFORMED, "address-malformed");
        }
    }

    private static URI withoutFragment(URI uri) {
        var text = uri.toString();
        var hash = text.indexOf('#');
        return hash < 0 ? uri : URI.create(text.substring(0, hash));
    }

    /** A refused call is an exception in its caller's transaction, and the note would go with it. */
    private void requireNoTransaction() {
        var outside = new AtomicBoolean();
        transactions.afterCommit(() -> outside.set(true));
        if (!outside.get()) {
            throw new IllegalStateException("no call to another system inside a transaction");
        }
    }

    private void note(OutboundRequest request, OutboundException e) {
        var host = hostOf(request.uri());
        transactions.run(() -> audit.record(new Audit.Entry(
                "outbound.refused",
                OutboundPermissions.OBJECT,
                host == null ? "-" : host,
                null,
                Map.of("reason", e.reason().name(), "code", e.explanation().code()),
                null)));
    }

    private static @Nullable String hostOf(URI uri) {
        return Target.of(uri).map(Target::toString).orElse(null);
    }
}
