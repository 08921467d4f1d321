package org.kithwork.funnel.internal.opportunity;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.company.Users;
import org.kithwork.event.Trail;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.store.CreditStore;
import org.kithwork.funnel.internal.store.OpportunityStore;
import org.kithwork.id.Ids;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.UserId;
import org.kithwork.problem.Faults;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Says whose a win is. Where nobody has said it, it is his whose the opportunity was when it was won, whoever has it later. */
@Component(service = Credits.class)
public final class Credits {

    private static final int MOST = 20;
    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    private final AccessControl access;
    private final Transactions transactions;
    private final OpportunityStore opportunities;
    private final CreditStore store;
    private final Users users;
    private final Trail trail;

    @Activate
    public Credits(
            @Reference AccessControl access,
            @Reference Transactions transactions,
            @Reference OpportunityStore opportunities,
            @Reference CreditStore store,
            @Reference Users users,
            @Reference Trail trail) {
        this.access = access;
        this.transactions = transactions;
        this.opportunities = opportunities;
        this.store = store;
        this.users = users;
        this.trail = trail;
    }

    /** What is said of a credit. */
    public record Item(@Nullable String userId, @Nullable String percent) {}

    /** What is said of all credits of an opportunity. */
    public record Draft(@Nullable List<Item> items) {}

    /** Whose an opportunity is; nobody's while it is open and nobody has said it. */
    public List<Credit> of(OpportunityId id) {
        return opportunities
                .find(id, access.visibility(FunnelPermissions.OPPORTUNITY_VIEW))
                .map(one -> named(store.of(one.id())))
                .orElseThrow(OpportunityId::notFound);
    }

    /** Divides an opportunity among users, who may sign in or are credited already, by percentages that sum to a hundred. */
    public List<Credit> put(OpportunityId id, Draft draft) {
        var right = access.visibility(FunnelPermissions.OPPORTUNITY_ASSIGN);
        return transactions.call(() -> {
            var one = opportunities.lock(id, right).orElseThrow(OpportunityId::notFound);
            var before = store.of(id);
            var credits = read(draft, before);
            if (credits.equals(before)) {
                return named(before);
            }
            store.put(id, credits, access.actor());
            trail.audited(
                    "funnel.opportunity.credited",
                    one.customerId(),
                    id.value(),
                    Map.of(
                            "credits",
                            credits.stream()
                                    .map(credit -> credit.userId() + " " + credit.percent())
                                    .collect(Collectors.joining(", "))),
                    null);
            return named(credits);
        });
    }

    private List<Credit> read(Draft draft, List<Credit> before) {
        var faults = new Faults();
        var items = draft.items() == null ? List.<Item>of() : draft.items();
        if (items.size() > MOST) {
            faults.add("/items", OpportunityReader.message("too-many", MOST));
        }
        var credits = new ArrayList<Credit>();
        var seen = new HashSet<String>();
        for (int i = 0; i < Math.min(items.size(), MOST); i++) {
            var pointer = "/items/" + i;
            var user = user(faults, pointer + "/userId", items.get(i).userId(), before);
            var percent = percent(faults, pointer + "/percent", items.get(i).percent());
            if (user != null && !seen.add(user)) {
                faults.add(pointer + "/userId", OpportunityReader.message("credit-twice"));
            } else if (user != null && percent != null) {
                credits.add(new Credit(user, null, percent));
            }
        }
        var sum = credits.stream().map(Credit::percent).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (faults.isEmpty() && sum.compareTo(ALL) != 0) {
            faults.add("/items", OpportunityReader.message("credits-hundred", sum.toPlainString()));
        }
        faults.check();
        credits.sort(Comparator.comparing(Credit::userId));
        return credits;
    }

    private @Nullable String user(Faults faults, String pointer, @Nullable String said, List<Credit> before) {
        if (said != null && before.stream().anyMatch(credit -> credit.userId().equals(said))) {
            return said;
        }
        var id = faults.id(pointer, said);
        if (said == null || Faults.isBlank(said)) {
            faults.add(pointer, "required");
        } else if (id != null && users.active(new UserId(id)).isEmpty()) {
            faults.add(pointer, "id-invalid");
            return null;
        }
        return id;
    }

    private static @Nullable BigDecimal percent(Faults faults, String pointer, @Nullable String said) {
        var percent = faults.decimal(pointer, said);
        if (said == null || Faults.isBlank(said)) {
            faults.add(pointer, "required");
        } else if (percent != null
                && (percent.signum() <= 0
                        || percent.compareTo(ALL) > 0
                        || percent.stripTrailingZeros().scale() > Credit.SCALE)) {
            faults.add(pointer, OpportunityReader.message("credit-range", Credit.SCALE));
            return null;
        }
        return percent;
    }

    private List<Credit> named(List<Credit> credits) {
        var names = users.names(credits.stream()
                .map(Credit::userId)
                .filter(Ids::isId)
                .map(UserId::new)
                .collect(Collectors.toSet()));
        return credits.stream()
                .map(credit -> new Credit(
                        credit.userId(),
                        Ids.isId(credit.userId()) ? names.get(new UserId(credit.userId())) : null,
                        credit.percent()))
                .toList();
    }
}
