package org.kithwork.core.internal.consent;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kithwork.consent.Channel;
import org.kithwork.consent.ConsentState.Standing;
import org.kithwork.consent.Purpose;
import org.kithwork.consent.SendDecision;
import org.kithwork.consent.SendDecision.Outcome;
import org.kithwork.consent.SendDecision.Wishes;
import org.kithwork.consent.SendDecisions;
import org.kithwork.consent.SendRequest;
import org.kithwork.consent.SendRequest.Priority;
import org.kithwork.consent.spi.SendHold;
import org.kithwork.core.internal.consent.SendRules.Rules;
import org.kithwork.core.internal.consent.store.PolicyEntity;
import org.kithwork.core.internal.customer.CustomerFacts;
import org.kithwork.core.internal.customer.CustomerFacts.Facts;
import org.kithwork.core.internal.customer.CustomerFacts.Point;
import org.kithwork.customer.ContactState;
import org.kithwork.customer.ContactType;
import org.kithwork.customer.CustomerStatus;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Message;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Decides whether a message may go out; its steps stand in the order in which they decide. */
@Component(service = SendDecisions.class)
public final class Sending implements SendDecisions {

    private static final Set<ContactState> BROKEN =
            EnumSet.of(ContactState.BOUNCED, ContactState.INVALID, ContactState.RETIRED);

    private final AccessControl access;
    private final Transactions transactions;
    private final CustomerFacts facts;
    private final ConsentBook book;
    private final SendRules rules;
    private final SendCounter counter;

    @Reference
    volatile List<SendHold> holds = List.of();

    @Activate
    public Sending(
            @Reference AccessControl access,
            @Reference Transactions transactions,
            @Reference CustomerFacts facts,
            @Reference ConsentBook book,
            @Reference SendRules rules,
            @Reference SendCounter counter) {
        this.access = access;
        this.transactions = transactions;
        this.facts = facts;
        this.book = book;
        this.rules = rules;
        this.counter = counter;
    }

    @Override
    public SendDecision preview(SendRequest request) {
        return transactions.call(() -> decide(request, false));
    }

    @Override
    public SendDecision decide(SendRequest request) {
        return transactions.call(() -> decide(request, true));
    }

    private SendDecision decide(SendRequest request, boolean counts) {
        var customer = book.asked(request.customer(), access);
        var policies = book.policies(customer);
        var lost = lost(customer, policies);
        if (lost != null) {
            return refused(1, lost);
        }
        var fold = book.fold(customer, request.at());
        var service = request.purpose() == Purpose.SERVICE;
        var said = fold.at(request.purpose(), request.channel());
        if (!service && book.isMinor(customer, request.at()) && said.standing() != Standing.GRANTED) {
            return refused(2, "guardian-needed");
        }
        var candidates = candidates(customer, request);
        var point = candidates.stream().filter(Sending::works).findFirst();
        if (point.isEmpty()) {
            return refused(3, candidates.isEmpty() ? "no-contact-point" : "contact-point-broken");
        }
        var stop = service ? null : stop(customer, policies, fold, request.purpose());
        if (stop != null) {
            return refused(4, stop);
        }
        if (said.standing() == Standing.REFUSED) {
            return said.wholePurpose() ? refused(6, "purpose-refused") : refused(5, "channel-refused");
        }
        var now = rules.get();
        if (said.standing() == Standing.SILENT && now.needsGrant(request.purpose())) {
            return refused(7, "consent-missing");
        }
        return timely(customer, request, point.get(), new Rest(now, Wish.of(customer, policies)), counts);
    }

    /** What the company and the customer say of days and hours. */
    private record Rest(Rules rules, Wish wish) {}

    /** Steps 8 to 11: nothing speaks against it for ever. */
    private SendDecision timely(Facts customer, SendRequest request, Point point, Rest rest, boolean counts) {
        var held = held(customer, request);
        if (held.isPresent()) {
            return new SendDecision(Outcome.REFUSED, 8, reason("held", held.get()), null, null, null);
        }
        var zone = book.zone(customer);
        var now = rest.rules();
        var service = request.purpose() == Purpose.SERVICE;
        var wishes = rest.wish().at(request.at(), zone, now.quietHours());
        var quiet = now.quietHours().endOf(request.at(), zone);
        if (quiet.isPresent() && !(service && request.priority() == Priority.URGENT)) {
            return delayed(9, "quiet-hours", quiet.get(), wishes);
        }
        if (request.keepsWishes() && !service && wishes != null && wishes.from() != null) {
            return delayed(9, "preferred-hours", wishes.from(), wishes);
        }
        if (counts && !service) {
            counter.lock(customer);
        }
        var room = service ? Optional.<Instant>empty() : counter.roomAfter(customer, now.cap(), request.at(), zone);
        if (room.isPresent()) {
            var awake = now.quietHours().endOf(room.get(), zone).orElse(room.get());
            return request.priority() == Priority.LOW
                    ? refused(10, "cap-reached")
                    : delayed(10, "cap-reached", awake, wishes);
        }
        var index = Objects.requireNonNull(point.blindIndex());
        var served = counts
                ? !counter.serve(request.sendId(), index, customer, request.at())
                : counter.isServed(request.sendId(), index);
        if (served) {
            return refused(11, "already-served");
        }
        if (counts && !service) {
            counter.count(customer, request.at());
        }
        return new SendDecision(Outcome.ALLOWED, 0, reason("allowed"), null, point.id(), wishes);
    }

    /** Why nothing is done with the customer at all. */
    static @Nullable String lost(Facts customer, List<PolicyEntity> policies) {
        if (customer.status() == CustomerStatus.ERASED) {
            return "customer-erased";
        }
        if (customer.status() == CustomerStatus.BLOCKED) {
            return "customer-blocked";
        }
        if (customer.kept()) {
            return "customer-restricted";
        }
        return policies.stream().anyMatch(policy -> policy.deceased) ? "customer-deceased" : null;
    }

    private @Nullable String stop(Facts customer, List<PolicyEntity> policies, ConsentFold fold, Purpose purpose) {
        if (policies.stream().anyMatch(policy -> policy.doNotContact)) {
            return "do-not-contact";
        }
        if (policies.stream().anyMatch(policy -> policy.complaint)) {
            return "complaint";
        }
        return book.isSuppressed(customer, fold, purpose) ? "suppressed" : null;
    }

    private Optional<Message> held(Facts customer, SendRequest request) {
        var asked = new SendRequest(
                customer.customer(),
                request.purpose(),
                request.channel(),
                request.contactPoints(),
                request.sendId(),
                request.priority(),
                request.at(),
                request.keepsWishes());
        return holds.stream().flatMap(hold -> hold.hold(asked).stream()).findFirst();
    }

    /** The named ones in their order, else those of the channel, the primary one first. */
    private List<Point> candidates(Facts customer, SendRequest request) {
        var type = type(request.channel());
        var points = facts.points(customer.id()).stream()
                .filter(point -> point.type() == type)
                .toList();
        return request.contactPoints().isEmpty()
                ? points.stream()
                        .sorted(Comparator.comparing((Point point) -> !point.primary()))
                        .toList()
                : request.contactPoints().stream()
                        .flatMap(
                                id -> points.stream().filter(point -> point.id().equals(id)))
                        .toList();
    }

    private static ContactType type(Channel channel) {
        return switch (channel) {
            case SMS, PHONE -> ContactType.PHONE;
            case EMAIL -> ContactType.EMAIL;
            case IM -> ContactType.WECHAT;
            case SOCIAL, ANY -> ContactType.OTHER;
        };
    }

    private static boolean works(Point point) {
        return point.blindIndex() != null && !BROKEN.contains(point.state());
    }

    private static SendDecision refused(int step, String code) {
        return new SendDecision(Outcome.REFUSED, step, reason(code), null, null, null);
    }

    private static SendDecision delayed(int step, String code, Instant until, @Nullable Wishes wishes) {
        return new SendDecision(Outcome.DELAYED, step, reason(code), until, null, wishes);
    }

    private static Message reason(String code, Object... arguments) {
        return Message.of(Sending.class, code, arguments);
    }
}
