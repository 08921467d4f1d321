package org.kithwork.funnel.internal.opportunity;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.company.Users;
import org.kithwork.customer.ActorName;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.id.Ids;
import org.kithwork.permission.FieldAccess;
import org.kithwork.permission.FieldControl;
import org.kithwork.permission.RecordFields;
import org.kithwork.permission.RecordFields.Place;
import org.kithwork.permission.UserId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The one place where opportunities leave: what the actor may not see of them is left out here, and people are named. */
@Component(service = OpportunityFields.class)
public final class OpportunityFields {

    /** All money of an opportunity, and what it is made of. */
    public static final String AMOUNT = "amount";

    private static final Set<String> MONEY = Set.of(AMOUNT, "products");

    private final FieldControl control;
    private final Users users;

    @Activate
    public OpportunityFields(@Reference FieldControl control, @Reference Users users) {
        this.control = control;
        this.users = users;
    }

    Opportunity shown(Opportunity opportunity) {
        return shown(List.of(opportunity)).get(0);
    }

    List<Opportunity> shown(List<Opportunity> opportunities) {
        var rules = rules(opportunities);
        var names = names(opportunities);
        return opportunities.stream()
                .map(one -> one.shown(
                        rules.shows(AMOUNT, place(one)),
                        named(one.owner(), names),
                        one.collaborators().stream()
                                .map(user -> named(user, names))
                                .toList()))
                .toList();
    }

    /** Those of which the actor may not see the amount. */
    Set<OpportunityId> withoutAmount(List<Opportunity> opportunities) {
        var rules = rules(opportunities);
        return opportunities.stream()
                .filter(one -> !rules.shows(AMOUNT, place(one)))
                .map(Opportunity::id)
                .collect(Collectors.toSet());
    }

    private Map<UserId, String> names(List<Opportunity> opportunities) {
        var wanted = new HashSet<UserId>();
        for (var one : opportunities) {
            add(wanted, one.owner());
            one.collaborators().forEach(user -> add(wanted, user));
        }
        return users.names(wanted);
    }

    private static void add(Set<UserId> wanted, ActorName user) {
        if (Ids.isId(user.id())) {
            wanted.add(new UserId(user.id()));
        }
    }

    private static ActorName named(ActorName user, Map<UserId, String> names) {
        return new ActorName(user.id(), Ids.isId(user.id()) ? names.get(new UserId(user.id())) : user.name());
    }

    /** Refuses what of these members the actor may not write. */
    void requireWritable(Opportunity opportunity, Collection<String> members) {
        if (members.stream().anyMatch(MONEY::contains)) {
            rules(List.of(opportunity)).requireWritable(List.of(AMOUNT), place(opportunity));
        }
    }

    /** Whether the actor may see what this one is worth. */
    boolean showsAmount(Opportunity opportunity) {
        return rules(List.of(opportunity)).shows(AMOUNT, place(opportunity));
    }

    /** Whether money is shown on every opportunity that the actor sees, so that it may be summed and sorted by. */
    public boolean sumsAmounts() {
        return rules(List.of()).everywhere(AMOUNT).isAtLeast(FieldAccess.READ);
    }

    private RecordFields rules(List<Opportunity> opportunities) {
        return control.of(
                FunnelPermissions.OPPORTUNITY_VIEW,
                FunnelPermissions.OPPORTUNITY_EDIT,
                opportunities.stream()
                        .map(Opportunity::customerId)
                        .filter(Objects::nonNull)
                        .map(Objects::requireNonNull)
                        .collect(Collectors.toSet()));
    }

    private static Place place(Opportunity one) {
        return new Place(one.customerId(), user(one.owner()), one.storeId());
    }

    private static @Nullable UserId user(ActorName owner) {
        return Ids.isId(owner.id()) ? new UserId(owner.id()) : null;
    }
}
