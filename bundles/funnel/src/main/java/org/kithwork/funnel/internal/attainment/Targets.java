package org.kithwork.funnel.internal.attainment;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.company.Company;
import org.kithwork.company.Stores;
import org.kithwork.company.Teams;
import org.kithwork.company.Users;
import org.kithwork.event.Trail;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.attainment.Target.Level;
import org.kithwork.funnel.internal.figure.Attainment;
import org.kithwork.funnel.internal.forecast.Months;
import org.kithwork.funnel.internal.opportunity.OpportunityFields;
import org.kithwork.funnel.internal.pipeline.Pipeline;
import org.kithwork.funnel.internal.report.Sums;
import org.kithwork.funnel.internal.store.CreditStore;
import org.kithwork.funnel.internal.store.CreditStore.Credited;
import org.kithwork.funnel.internal.store.PipelineStore;
import org.kithwork.funnel.internal.store.TargetStore;
import org.kithwork.id.Ids;
import org.kithwork.money.CurrencyRates;
import org.kithwork.money.MoneyDraft;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.TeamId;
import org.kithwork.permission.UserId;
import org.kithwork.permission.Visibility;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Sets targets and tells how much of them is reached. Whoever may see the target of somebody sees what counts to it, whoever may see the
 * opportunities themselves: it is one figure, the same for all who look.
 */
@Component(service = Targets.class)
public final class Targets {

    private final AccessControl access;
    private final Transactions transactions;
    private final TargetStore store;
    private final CreditStore credits;
    private final PipelineStore pipelines;
    private final OpportunityFields fields;
    private final CurrencyRates rates;
    private final Company company;
    private final Users users;
    private final Stores stores;
    private final Teams teams;
    private final Trail trail;
    private final Clock clock;

    @Activate
    public Targets(
            @Reference AccessControl access,
            @Reference Transactions transactions,
            @Reference TargetStore store,
            @Reference CreditStore credits,
            @Reference PipelineStore pipelines,
            @Reference OpportunityFields fields,
            @Reference CurrencyRates rates,
            @Reference Company company,
            @Reference Users users,
            @Reference Stores stores,
            @Reference Teams teams,
            @Reference Trail trail,
            @Reference Clock clock) {
        this.access = access;
        this.transactions = transactions;
        this.store = store;
        this.credits = credits;
        this.pipelines = pipelines;
        this.fields = fields;
        this.rates = rates;
        this.company = company;
        this.users = users;
        this.stores = stores;
        this.teams = teams;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * What is said of a target.
     *
     * @param amount in the company's currency where it names none
     */
    public record Draft(@Nullable MoneyDraft amount) {}

    private record Place(Level level, String subject, YearMonth month) {}

    /** Sets the target of somebody for a month. */
    public Target put(String level, String subject, String month, Draft draft) {
        var right = access.visibility(FunnelPermissions.TARGET_EDIT);
        var place = place(level, subject, month, right);
        var faults = new Faults();
        var said = draft.amount();
        var named = said == null ? null : MoneyDraft.currency(faults, "/amount/currency", said.currency());
        var amount = MoneyDraft.read(faults, "/amount", said, named == null ? company.currency() : named);
        if (amount == null && faults.isEmpty()) {
            faults.add("/amount", "required");
        }
        if (amount != null && amount.isNegative()) {
            faults.add("/amount/amount", message("target-negative"));
        }
        if (!names(place.level(), Set.of(subject)).containsKey(subject)) {
            faults.add("/subject", "id-invalid");
        }
        faults.check();
        if (amount == null) {
            throw new IllegalStateException("A draft without faults has an amount");
        }
        var target = new Target(place.level(), place.subject(), place.month().toString(), amount);
        return transactions.call(() -> {
            store.put(target);
            trail.audited(
                    "funnel.target.changed",
                    null,
                    subject,
                    Map.of("level", place.level(), "month", target.month(), "amount", amount.toString()),
                    null);
            return target;
        });
    }

    /** Removes a target; refuses with {@code not-found} where there is none. */
    public void remove(String level, String subject, String month) {
        var right = access.visibility(FunnelPermissions.TARGET_EDIT);
        var place = place(level, subject, month, right);
        transactions.run(() -> {
            if (!store.remove(place.level(), place.subject(), place.month().toString())) {
                throw notFound();
            }
            trail.audited(
                    "funnel.target.removed",
                    null,
                    subject,
                    Map.of("level", place.level(), "month", place.month().toString()),
                    null);
        });
    }

    private Place place(String level, String subject, String month, Visibility right) {
        var faults = new Faults();
        var read = faults.choice("/level", level, Level.class);
        var when = Months.month(faults, "/month", month);
        faults.check();
        if (read == null || when == null || !Ids.isId(subject) || !covers(right, read, subject)) {
            throw notFound();
        }
        return new Place(read, subject, when);
    }

    /** Whether a right holds for a subject: for a team, for each of its users. */
    private boolean covers(Visibility right, Level level, String subject) {
        return right.all()
                || switch (level) {
                    case USER -> right.owners().contains(subject);
                    case STORE -> right.stores().contains(subject);
                    case TEAM -> {
                        var members = members(subject);
                        yield !members.isEmpty() && right.owners().containsAll(members);
                    }
                };
    }

    private Set<String> members(String team) {
        return teams.members(new TeamId(team)).stream().map(UserId::value).collect(Collectors.toSet());
    }

    private static Problem notFound() {
        return Problem.notFound(message("thing.target"));
    }

    private static Message message(String code, Object... arguments) {
        return Message.of(Targets.class, code, arguments);
    }

    /**
     * The targets of a month that the actor may see, with what is attained.
     *
     * @param month the current one where absent
     */
    public List<Attained> attained(@Nullable String month) {
        var right = access.visibility(FunnelPermissions.TARGET_VIEW);
        var faults = new Faults();
        var said = Months.month(faults, "/month", month);
        faults.check();
        var today = LocalDate.ofInstant(clock.instant(), company.zone());
        var when = said == null ? YearMonth.from(today) : said;
        var targets = store.of(when.toString()).stream()
                .filter(target -> covers(right, target.level(), target.subject()))
                .toList();
        var shows = fields.sumsAmounts();
        List<Credited> credited = targets.isEmpty() || !shows
                ? List.of()
                : credits.credited(
                        when, pipelines.all().stream().map(Pipeline::id).toList());
        var names = names(targets);
        var expected = Attainment.expected(when, today);
        return targets.stream()
                .map(target -> {
                    var name = names.get(target.level() + target.subject());
                    return shows
                            ? attained(target, name, credited, expected)
                            : new Attained(target, name, null, null, expected, List.of());
                })
                .toList();
    }

    private Attained attained(Target target, @Nullable String name, List<Credited> credited, BigDecimal expected) {
        var sums = new Sums(rates, target.amount().currency());
        var users = switch (target.level()) {
            case USER -> Set.of(target.subject());
            case TEAM -> members(target.subject());
            case STORE -> Set.<String>of();
        };
        var net = BigDecimal.ZERO;
        for (var some : credited) {
            var counts =
                    target.level() == Level.STORE ? target.subject().equals(some.store()) : users.contains(some.user());
            if (counts) {
                net = net.add(sums.converted(some.money().amount(), some.money().currency(), some.on()));
            }
        }
        var money = sums.money(net);
        return new Attained(
                target,
                name,
                money,
                Attainment.share(money.amount(), target.amount().amount()).orElse(null),
                expected,
                sums.withoutRate());
    }

    private Map<String, String> names(List<Target> targets) {
        var all = new HashMap<String, String>();
        for (var level : Level.values()) {
            var subjects = targets.stream()
                    .filter(target -> target.level() == level)
                    .map(Target::subject)
                    .collect(Collectors.toSet());
            names(level, subjects).forEach((subject, name) -> all.put(level + subject, name));
        }
        return all;
    }

    private Map<String, String> names(Level level, Set<String> subjects) {
        return switch (level) {
            case USER -> {
                var ids = subjects.stream().map(UserId::new).collect(Collectors.toSet());
                yield byId(users.names(ids));
            }
            case TEAM -> {
                var ids = subjects.stream().map(TeamId::new).collect(Collectors.toSet());
                yield byId(teams.teamNames(ids));
            }
            case STORE -> {
                var ids = subjects.stream().map(StoreId::new).collect(Collectors.toSet());
                yield byId(stores.names(ids));
            }
        };
    }

    private static Map<String, String> byId(Map<?, String> names) {
        return names.entrySet().stream()
                .collect(Collectors.toMap(name -> name.getKey().toString(), Map.Entry::getValue));
    }
}
