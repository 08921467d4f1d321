package org.kithwork.core.internal.privacy;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.audit.Audit;
import org.kithwork.core.internal.operation.CustomerAlias;
import org.kithwork.core.internal.operation.CustomerGuard;
import org.kithwork.core.internal.operation.PersonHoldings;
import org.kithwork.core.internal.privacy.PrivacyCase.Kind;
import org.kithwork.core.internal.privacy.PrivacyCase.State;
import org.kithwork.core.internal.privacy.store.CaseEntity;
import org.kithwork.core.internal.privacy.store.CaseStore;
import org.kithwork.core.internal.privacy.store.HoldStore;
import org.kithwork.core.internal.retention.RetentionParticipants;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows what carrying out a case would meet, and tells later whether that still is so. */
@Component(service = CasePreviews.class)
public final class CasePreviews {

    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE);

    private final CaseStore store;
    private final CaseViews views;
    private final Person person;
    private final Deadlines deadlines;
    private final AccessControl access;
    private final Audit audit;
    private final Transactions transactions;
    private final Clock clock;

    private record Person(
            HoldStore holds,
            CustomerGuard guard,
            CustomerAlias alias,
            PersonHoldings holdings,
            RetentionParticipants retention) {}

    @Activate
    public CasePreviews(
            @Reference CaseStore store,
            @Reference CaseViews views,
            @Reference HoldStore holds,
            @Reference CustomerGuard guard,
            @Reference CustomerAlias alias,
            @Reference PersonHoldings holdings,
            @Reference RetentionParticipants retention,
            @Reference Deadlines deadlines,
            @Reference AccessControl access,
            @Reference Audit audit,
            @Reference Transactions transactions,
            @Reference Clock clock) {
        this.store = store;
        this.views = views;
        this.person = new Person(holds, guard, alias, holdings, retention);
        this.deadlines = deadlines;
        this.access = access;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Looks at what the case would meet, and notes it in the case; changes nothing else. */
    public PrivacyCase preview(String id, long version) {
        access.require(PrivacyPermissions.EDIT);
        var found = transactions.call(() -> check(store.find(id).orElseThrow(PrivacyCases::notFound), version));
        var seen = look(found.kind, new CustomerId(found.customerId));
        return transactions.call(() -> {
            var row = check(store.lock(id).orElseThrow(PrivacyCases::notFound), version);
            row.state = State.PREVIEWED;
            row.previewedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
            views.write(row, seen);
            store.write(row);
            audit.record(new Audit.Entry(
                    "case.moved",
                    PrivacyCases.OBJECT,
                    row.id,
                    new CustomerId(row.customerId),
                    Map.of("kind", row.kind.name(), "state", row.state.name(), "due", row.dueDay),
                    null));
            return views.view(row);
        });
    }

    private static CaseEntity check(CaseEntity row, long version) {
        if (row.version != version) {
            throw Problem.stale();
        }
        if (!row.kind.isOperation()) {
            throw conflict("case-no-preview");
        }
        if (!row.state.leadsTo(State.PREVIEWED)) {
            throw conflict("case-state").with("state", row.state.name());
        }
        if (row.customerId == null) {
            throw conflict("case-customer");
        }
        return row;
    }

    /** What a previewed case would meet now; {@code null} for one that was not previewed. Call it outside of transactions. */
    @Nullable
    CasePreview again(String id) {
        var found = transactions.call(
                () -> store.find(id).filter(row -> row.state == State.PREVIEWED && row.customerId != null));
        return found.map(row -> look(row.kind, new CustomerId(row.customerId))).orElse(null);
    }

    /** Refuses to carry out what would meet something else than was shown. */
    void requireSame(CaseEntity row, @Nullable CasePreview now) {
        if (row.state != State.PREVIEWED) {
            return;
        }
        var shown = views.preview(row);
        if (shown == null || now == null) {
            throw Problem.stale();
        }
        var changes = shown.changes(now);
        if (!changes.isEmpty()) {
            throw conflict("case-preview-stale").with("changes", changes);
        }
    }

    private CasePreview look(Kind kind, CustomerId customer) {
        var holds = transactions.call(() -> {
            person.guard.lock(PrivacyPermissions.EDIT, customer).open(customer);
            return kind == Kind.ERASE ? holds(customer) : List.<CasePreview.StandingHold>of();
        });
        var parts = person.holdings.of(customer).stream()
                .map(held -> new CasePreview.Part(held.participant(), held.here(), new TreeMap<>(held.records())))
                .toList();
        return new CasePreview(parts, holds, kind == Kind.ERASE ? terms(parts) : List.of());
    }

    private List<CasePreview.StandingHold> holds(CustomerId customer) {
        var ids = new TreeSet<String>();
        ids.add(customer.value());
        person.alias.aliases(customer).forEach(alias -> ids.add(alias.value()));
        var today = deadlines.today().toString();
        return person.holds.of(ids).stream()
                .filter(hold -> hold.releasedAt == null && hold.untilDay.compareTo(today) >= 0)
                .map(hold -> new CasePreview.StandingHold(hold.id, hold.untilDay))
                .toList();
    }

    /** What the law has the modules keep that hold something on the person. */
    private List<CasePreview.Term> terms(List<CasePreview.Part> parts) {
        Set<String> holding = parts.stream()
                .filter(part -> !part.records().isEmpty())
                .map(CasePreview.Part::module)
                .collect(Collectors.toSet());
        return person.retention.kinds().stream()
                .filter(kind -> kind.minimumMonths() > 0)
                .filter(kind -> holding.contains(
                        kind.id().substring(0, Math.max(0, kind.id().indexOf('.')))))
                .map(kind -> new CasePreview.Term(kind.id(), title(kind.title()), kind.minimumMonths()))
                .toList();
    }

    private static TreeMap<String, String> title(Message title) {
        var all = new TreeMap<String, String>();
        LANGUAGES.forEach(language -> all.put(language.toLanguageTag(), title.text(language)));
        return all;
    }

    private static Problem conflict(String code) {
        return Problem.conflict(Message.of(CasePreviews.class, code));
    }
}
