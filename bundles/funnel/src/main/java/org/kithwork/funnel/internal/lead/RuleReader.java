package org.kithwork.funnel.internal.lead;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.kithwork.company.Stores;
import org.kithwork.company.Teams;
import org.kithwork.company.Users;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.id.Ids;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.TeamId;
import org.kithwork.permission.UserId;
import org.kithwork.problem.Faults;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads what is said of rules of assignment and names every fault at once. */
@Component(service = RuleReader.class)
public final class RuleReader {

    private static final int MOST_RULES = 30;
    private static final int MOST_OF_A_KIND = 20;
    private static final int LONGEST_NAME = 60;

    private final Users users;
    private final Teams teams;
    private final Stores stores;
    private final Ids ids;

    @Activate
    public RuleReader(@Reference Users users, @Reference Teams teams, @Reference Stores stores, @Reference Ids ids) {
        this.users = users;
        this.teams = teams;
        this.stores = stores;
        this.ids = ids;
    }

    /**
     * Reads all of them.
     *
     * @param known the rules that are there, whose people stay possible
     */
    List<AssignmentRule> read(List<RuleDraft> drafts, List<AssignmentRule> known) {
        var faults = new Faults();
        if (drafts.size() > MOST_RULES) {
            faults.add("/items", LeadReader.message("too-many", MOST_RULES));
        }
        faults.check();
        var taken = new HashSet<String>();
        var rules = new ArrayList<AssignmentRule>();
        for (int i = 0; i < drafts.size(); i++) {
            rules.add(rule(faults, "/items/" + i, drafts.get(i), known, taken));
        }
        faults.check();
        return rules;
    }

    private AssignmentRule rule(
            Faults faults, String at, RuleDraft draft, List<AssignmentRule> known, Set<String> taken) {
        var before = known.stream().filter(one -> one.id().equals(draft.id())).findFirst();
        if (draft.id() != null && (before.isEmpty() || !taken.add(draft.id()))) {
            faults.add(at + "/id", "id-invalid");
        }
        var rule = new AssignmentRule(
                before.map(AssignmentRule::id).orElseGet(ids::next),
                faults.requiredText(at + "/name", draft.name(), LONGEST_NAME),
                each(faults, at + "/sources", draft.sources(), (pointer, one) -> source(faults, pointer, one)),
                new LinkedHashSet<>(each(faults, at + "/stores", draft.stores(), (p, one) -> store(faults, p, one))),
                new LinkedHashSet<>(each(
                        faults,
                        at + "/has",
                        draft.has(),
                        (pointer, one) -> faults.choice(pointer, one, AssignmentRule.Fact.class))),
                each(
                        faults,
                        at + "/users",
                        draft.users(),
                        (pointer, one) -> user(
                                faults,
                                pointer,
                                one,
                                before.map(AssignmentRule::users).orElse(List.of()))),
                each(faults, at + "/teams", draft.teams(), (pointer, one) -> team(faults, pointer, one)));
        if (isNone(draft.users()) && isNone(draft.teams())) {
            faults.add(at + "/users", LeadReader.message("rule-of-nobody"));
        }
        return rule;
    }

    private static boolean isNone(@Nullable List<String> said) {
        return said == null || said.isEmpty();
    }

    /** Reads one word of a list. */
    private interface Word<T> {
        @Nullable
        T read(String pointer, String said);
    }

    private static <T> List<T> each(Faults faults, String pointer, @Nullable List<String> said, Word<T> word) {
        var all = Objects.requireNonNullElse(said, List.<String>of());
        if (all.size() > MOST_OF_A_KIND) {
            faults.add(pointer, LeadReader.message("too-many", MOST_OF_A_KIND));
            return List.of();
        }
        var read = new LinkedHashSet<T>();
        for (int i = 0; i < all.size(); i++) {
            var one = word.read(pointer + "/" + i, all.get(i));
            if (one != null) {
                read.add(one);
            }
        }
        return List.copyOf(read);
    }

    private static @Nullable String source(Faults faults, String pointer, String said) {
        var source = faults.requiredText(pointer, said, LeadReader.LONGEST_WORD);
        return source.isEmpty() ? null : source;
    }

    private @Nullable StoreId store(Faults faults, String pointer, String said) {
        return known(faults, pointer, said, StoreId::new, stores::exists);
    }

    private @Nullable TeamId team(Faults faults, String pointer, String said) {
        return known(
                faults,
                pointer,
                said,
                TeamId::new,
                team -> teams.teamNames(Set.of(team)).containsKey(team));
    }

    private @Nullable UserId user(Faults faults, String pointer, String said, List<UserId> before) {
        var user = known(
                faults,
                pointer,
                said,
                UserId::new,
                one -> before.contains(one) || users.active(one).isPresent());
        if (user != null && !before.contains(user) && !users.seesOwn(user, FunnelPermissions.LEAD_VIEW)) {
            faults.add(pointer, LeadReader.message("user-sees-nothing"));
        }
        return user;
    }

    private static <T> @Nullable T known(
            Faults faults, String pointer, String said, Function<String, T> id, Predicate<T> is) {
        if (!Ids.isId(said) || !is.test(id.apply(said))) {
            faults.add(pointer, "id-invalid");
            return null;
        }
        return id.apply(said);
    }
}
