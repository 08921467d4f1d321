package org.kithwork.core.internal.access;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;
import org.kithwork.core.internal.access.signin.SteadyTime;
import org.kithwork.core.internal.access.store.LinkStore;
import org.kithwork.core.internal.access.store.LinkStore.Held;
import org.kithwork.limit.RateLimits;
import org.kithwork.link.LinkHolder;
import org.kithwork.link.PersonalLinks;
import org.kithwork.link.spi.LinkPurpose;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.Actor;
import org.kithwork.permission.UserId;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Opens personal links. Whatever the secret is, it is hashed, counted and looked up, so that no answer and no time tells one that
 * never was from one that was taken back. A module names a secret and a purpose, and nobody's rights.
 */
@Component(service = PersonalLinks.class)
public final class LinkDesk implements PersonalLinks {

    static final Duration WINDOW = Duration.ofMinutes(10);

    /** Devices of one user that look every few minutes, and somebody who looks now. */
    static final int MOST_OF_LINK = 60;

    /** A shop whose people all come from one address. */
    static final int MOST_FROM_ONE = 600;

    private static final Duration TOUCH = Duration.ofMinutes(1);

    private final LinkStore links;
    private final LinkPurposes purposes;
    private final LinkHash hash;
    private final CurrentActor current;
    private final AccessControl access;
    private final RateLimits limits;
    private final Transactions transactions;
    private final SteadyTime time;

    @Activate
    public LinkDesk(
            @Reference LinkStore links,
            @Reference LinkPurposes purposes,
            @Reference LinkHash hash,
            @Reference CurrentActor current,
            @Reference AccessControl access,
            @Reference RateLimits limits,
            @Reference Transactions transactions,
            @Reference SteadyTime time) {
        this.links = links;
        this.purposes = purposes;
        this.hash = hash;
        this.current = current;
        this.access = access;
        this.limits = limits;
        this.transactions = transactions;
        this.time = time;
    }

    @Override
    public <T> T read(String purpose, String secret, String from, Function<LinkHolder, T> body) {
        var hashed = hash.of(secret);
        if (!limits.take("core.link-from", from, MOST_FROM_ONE, WINDOW)
                || !limits.take("core.link", hashed, MOST_OF_LINK, WINDOW)) {
            throw Problem.of(ProblemKind.TOO_MANY_REQUESTS, "too-many-requests").retryAfter(WINDOW);
        }
        var held = transactions.call(() -> links.bySecret(purpose, hashed)).orElseThrow(LinkDesk::notFound);
        var served = purposes.find(purpose).orElseThrow(LinkDesk::notFound);
        var user = new Actor(Actor.Kind.USER, held.link().userId, held.userName());
        return current.as(user, served.rights(), () -> answer(held, served, body));
    }

    private <T> T answer(Held held, LinkPurpose served, Function<LinkHolder, T> body) {
        if (!served.rights().stream().allMatch(access::permits)) {
            throw notFound();
        }
        touch(held);
        var chosen = held.language();
        return body.apply(
                new LinkHolder(new UserId(held.link().userId), chosen == null ? null : Languages.locale(chosen)));
    }

    private void touch(Held held) {
        var now = time.now().truncatedTo(ChronoUnit.MICROS);
        var used = Optional.ofNullable(held.link().usedAt);
        if (used.filter(at -> at.plus(TOUCH).isAfter(now)).isEmpty()) {
            transactions.run(() -> links.used(held.link().id, now));
        }
    }

    private static Problem notFound() {
        return Problem.notFound("link");
    }
}
