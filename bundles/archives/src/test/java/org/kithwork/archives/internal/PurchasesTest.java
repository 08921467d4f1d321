package org.kithwork.archives.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kithwork.archives.internal.Archives.line;
import static org.kithwork.archives.internal.Archives.owner;
import static org.kithwork.archives.internal.Archives.purchase;
import static org.kithwork.archives.internal.Archives.stores;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Actor;
import org.kithwork.permission.UserId;
import org.kithwork.permission.Visibility;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.test.DatabaseKind;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class PurchasesTest {

    private static Archives archives;

    @Parameter
    DatabaseKind kind;

    @BeforeParameterizedClassInvocation
    static void open(DatabaseKind kind) {
        archives = new Archives(kind);
    }

    @AfterParameterizedClassInvocation
    static void close() {
        archives.close();
    }

    @Test
    void aPurchaseIsVisibleByItsOwnStoreOrByItsCustomer() {
        var here = archives.company.open("Here");
        var there = archives.company.open("There");
        var seller = new UserId(archives.ids.next());
        var ours = archives.customers.add(seller, here);
        var theirs = archives.customers.add(null, there);
        var oursThere = enter(purchase(ours, there, null, line("1", "1")));
        var theirsHere = enter(purchase(theirs, here, null, line("1", "2")));
        var theirsThere = enter(purchase(theirs, there, null, line("1", "3")));

        var clerk = archives.user("clerk", stores(here));
        var owner = archives.user("owner", owner(seller));

        assertThat(seenBy(clerk, oursThere, theirsHere, theirsThere)).containsExactlyInAnyOrder(oursThere, theirsHere);
        assertThat(seenBy(owner, oursThere, theirsHere, theirsThere)).containsExactly(oursThere);
    }

    @Test
    void theRestrictionListHoldsEvenForThePurchasesOfOnesOwnStore() {
        var here = archives.company.open("Hotel");
        var guest = archives.customers.add(null, here);
        var stay = enter(purchase(guest, here, null, line("1", "900")));
        archives.customers.restrict(guest);

        var clerk = archives.user("clerk", stores(here));
        var all = archives.user("all", new Visibility(true, Set.of(), Set.of(), Set.of()));
        var trusted = archives.user("trusted", new Visibility(true, Set.of(), Set.of(), Set.of(guest.value())));

        assertThat(seenBy(clerk, stay)).isEmpty();
        assertThat(seenBy(all, stay)).isEmpty();
        assertThat(seenBy(trusted, stay)).containsExactly(stay);
    }

    @Test
    void outOfScopeIsNotFoundForGetListAndChangeAlike() {
        var here = archives.company.open("A");
        var there = archives.company.open("B");
        var stranger = archives.customers.add(null, there);
        var bought = archives.purchaseBook.complete(purchase(stranger, there, null, line("1", "1")));
        var clerk = archives.user("clerk", stores(here));

        archives.access.run(clerk, () -> {
            assertNotFound(() -> archives.purchases.get(bought.id()));
            assertNotFound(() -> archives.purchases.list(stranger, PageRequest.first(10)));
            assertNotFound(() -> archives.purchaseBook.giveBack(bought.id(), Archives.back(bought, 0, "1")));
            assertNotFound(() -> archives.purchaseBook.annul(bought.id(), "no"));
            assertNotFound(() -> archives.purchaseBook.complete(archives.purchase(stranger, "1")));
        });
    }

    @Test
    void pagesByKeyStayStableWhilePurchasesAreEntered() {
        var customer = archives.customers.add();
        for (int i = 0; i < 25; i++) {
            archives.clock.advance(Duration.ofSeconds(1));
            enter(archives.purchase(customer, "" + (i + 1)));
        }
        var before =
                archives.purchasesOf(customer).stream().map(p -> p.id().value()).toList();

        var seen = new ArrayList<String>();
        String cursor = null;
        do {
            var page = archives.purchases.list(customer, new PageRequest(7, cursor));
            page.items().forEach(p -> seen.add(p.id().value()));
            cursor = page.next();
            archives.clock.advance(Duration.ofSeconds(1));
            enter(archives.purchase(customer, "77"));
        } while (cursor != null);

        assertThat(seen).containsExactlyElementsOf(before);
    }

    @Test
    void purchasesAreListedNewestFirstByWhenTheyHappened() {
        var customer = archives.customers.add();
        for (var at : new String[] {"2024-02-29T23:59:59Z", "2026-03-01T00:00:00Z", "2019-12-31T16:00:00Z"}) {
            enter(new PurchaseDraft(
                    customer.value(), null, null, at, null, java.util.List.of(line("1", "1")), null, null));
        }

        assertThat(archives.purchasesOf(customer))
                .extracting(p -> p.at().toString())
                .containsExactly("2026-03-01T00:00:00Z", "2024-02-29T23:59:59Z", "2019-12-31T16:00:00Z");
    }

    @Test
    void theAbsorbedIdListsWhatTheSurvivorHasAndTakesNothingNew() {
        var survivor = archives.customers.add();
        var absorbed = archives.customers.add();
        var kept = enter(archives.purchase(survivor, "5"));
        archives.customers.merge(survivor, absorbed);

        assertThat(archives.purchasesOf(absorbed))
                .extracting(p -> p.id().value())
                .containsExactly(kept);
        assertThatThrownBy(() -> archives.purchaseBook.complete(archives.purchase(absorbed, "5")))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("customer-merged"));
    }

    private String enter(PurchaseDraft draft) {
        return archives.purchaseBook.complete(draft).id().value();
    }

    /** What the actor sees among these in the list of all, which get must agree with. */
    private java.util.List<String> seenBy(Actor actor, String... among) {
        return archives.access.as(actor, () -> {
            var listed = archives.purchases.list(null, PageRequest.first(200)).items().stream()
                    .map(p -> p.id().value())
                    .filter(java.util.List.of(among)::contains)
                    .toList();
            for (var id : among) {
                if (listed.contains(id)) {
                    assertThat(archives.purchases.get(new PurchaseId(id))).isNotNull();
                } else {
                    assertNotFound(() -> archives.purchases.get(new PurchaseId(id)));
                }
            }
            return listed;
        });
    }

    private static void assertNotFound(Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.NOT_FOUND));
    }
}
