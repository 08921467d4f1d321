package org.kithwork.archives.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.archives.internal.recommendation.ExclusionDraft;
import org.kithwork.archives.internal.recommendation.Recommendation;
import org.kithwork.archives.internal.recommendation.Recommendations.Offer;
import org.kithwork.customer.CustomerId;
import org.kithwork.job.spi.JobRun;
import org.kithwork.permission.Visibility;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.test.DatabaseKind;

/** What to offer a customer. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class RecommendationsTest {

    private static final Map<String, String> NAMES = Map.of("T", "茶壶", "C", "茶杯", "L", "茶叶", "X", "洗衣液");

    private final Archives it;

    RecommendationsTest(DatabaseKind kind) {
        it = new Archives(kind);
    }

    @BeforeEach
    void somebody() {
        it.access.allowAll(org.kithwork.test.FakeAccess.SOMEBODY);
    }

    @AfterEach
    void close() {
        it.close();
    }

    private CustomerId buyer(String... items) {
        var customer = it.customers.add();
        for (var item : items) {
            buys(customer, item, 0);
        }
        return customer;
    }

    /** A purchase of one item so many days ago. */
    private Purchase buys(CustomerId customer, String item, int daysAgo) {
        var at = it.clock.instant().minus(Duration.ofDays(daysAgo)).minusSeconds(60);
        var line = new PurchaseDraft.Line(
                item, NAMES.getOrDefault(item, item), null, "1", Archives.yuan("10"), null, null, null);
        return it.purchaseBook.complete(
                new PurchaseDraft(customer.value(), null, "STORE", at.toString(), null, List.of(line), null, null));
    }

    /** Twelve customers: seven bought a pot, six of them cups as well; one bought cups alone, four something else. */
    private void shop() {
        for (int i = 0; i < 6; i++) {
            buyer("T", "C");
        }
        buyer("T");
        buyer("C");
        for (int i = 0; i < 4; i++) {
            buyer("X");
        }
        count();
    }

    private void count() {
        it.affinityJob.run(new Run(false));
    }

    private Offer offer(CustomerId customer) {
        return it.recommendations.of(customer, Locale.SIMPLIFIED_CHINESE);
    }

    private List<String> items(CustomerId customer) {
        return offer(customer).items().stream().map(Recommendation::item).toList();
    }

    @Test
    @DisplayName("ARC-17: 6 of 8 buyers of pots bought cups as well, of 13 customers in all: the reason says so")
    void theReasonIsCounted() {
        shop();
        var customer = buyer("T");
        count();

        var offer = offer(customer);

        assertThat(offer.allowed()).isTrue();
        assertThat(offer.countedAt()).isEqualTo(it.clock.instant());
        assertThat(offer.items()).singleElement().satisfies(found -> {
            assertThat(found.name()).isEqualTo("茶杯");
            assertThat(List.of(found.both(), found.buyers())).containsExactly(6, 8);
            assertThat(found.confidence()).isEqualByComparingTo("0.75");
            // 6/8 against 7/13
            assertThat(found.lift()).isEqualByComparingTo("1.3929");
            assertThat(found.reason()).isEqualTo("常与「茶壶」一起购买：买过的 8 位客户中有 6 位也买了「茶杯」。");
        });
    }

    @Test
    @DisplayName("ARC-17: what is no more than chance, or rests on four customers, is not offered")
    void chanceIsNotOffered() {
        for (int i = 0; i < 4; i++) {
            buyer("T", "C");
        }
        buyer("X");
        buyer("X");
        var customer = buyer("T");
        count();
        assertThat(items(customer)).as("four customers").isEmpty();

        buyer("T", "C");
        count();
        assertThat(items(customer)).as("the fifth").containsExactly("C");

        for (int i = 0; i < 5; i++) {
            buyer("C");
        }
        count();
        // n = 13, n(T) = 6, n(C) = 10, both 5: lift 65/60.
        assertThat(items(customer)).as("a lift of 1.08").isEmpty();
    }

    @Test
    @DisplayName("ARC-17: an item that is excluded is never offered, until it is let in again")
    void anExcludedItemIsNotOffered() {
        chances();
        var customer = buyer("T");
        assertThat(items(customer)).containsExactly("C");

        var excluded = it.exclusions.add(new ExclusionDraft(" C "));
        assertThat(it.exclusions.add(new ExclusionDraft("C"))).isEqualTo(excluded);
        assertThat(items(customer)).isEmpty();

        it.exclusions.remove(excluded.id());
        assertThat(items(customer)).containsExactly("C");
        assertThatThrownBy(() -> it.exclusions.remove(excluded.id())).isInstanceOf(Problem.class);
        assertThat(it.audit.actions()).contains("recommendation.excluded", "recommendation.included");
    }

    /** Six who bought pots and cups, and four who bought something else. */
    private void chances() {
        for (int i = 0; i < 6; i++) {
            buyer("T", "C");
        }
        for (int i = 0; i < 4; i++) {
            buyer("X");
        }
        count();
    }

    @Test
    @DisplayName("ARC-17: what the customer bought is offered again once it is usually bought again, else after a year")
    void boughtAgainAfterTheGap() {
        chances();
        var customer = buyer("T");
        buys(customer, "C", 364);
        assertThat(items(customer)).isEmpty();
        var other = buyer("T");
        buys(other, "C", 365);
        assertThat(items(other)).containsExactly("C");

        for (int i = 0; i < 5; i++) {
            var regular = buyer("T");
            buys(regular, "C", 60);
            buys(regular, "C", 30);
        }
        count();
        assertThat(items(customer)).containsExactly("C");
        var lately = buyer("T");
        buys(lately, "C", 29);
        assertThat(items(lately)).isEmpty();
    }

    @Test
    @DisplayName(
            "ARC-17: nothing is offered to whom no machine may conclude anything, nor by whom may not see purchases")
    void nothingIsConcludedOfWhoObjected() {
        chances();
        var customer = buyer("T");
        it.objecting.add(customer);
        assertThat(offer(customer)).isEqualTo(new Offer(false, it.clock.instant(), List.of()));
        it.objecting.clear();

        var blind = it.user("不看消费", new Visibility(true, Set.of(), Set.of(), Set.of()));
        it.access.revoke(blind);
        assertThatThrownBy(() -> it.access.as(blind, () -> offer(customer))).isInstanceOf(Problem.class);
    }

    @Test
    @DisplayName("ARC-17: what was returned or declared a mistake was not bought")
    void whatCameBackWasNotBought() {
        for (int i = 0; i < 6; i++) {
            var customer = buyer("T");
            var cups = buys(customer, "C", 1);
            if (i < 3) {
                it.purchaseBook.giveBack(cups.id(), Archives.back(cups, 0, "1"));
            } else {
                it.purchaseBook.annul(cups.id(), "测试");
            }
        }
        buyer("X");
        count();
        assertThat(items(buyer("T"))).isEmpty();
    }

    @Test
    @DisplayName("ARC-17: what is kept of a count equals the count of each pair by itself")
    void theCountIsThatOfEachPair() {
        var random = new Random(7);
        var baskets = new HashMap<CustomerId, Set<String>>();
        for (int i = 0; i < 60; i++) {
            var items = new HashSet<String>();
            for (int j = 0; j < 7; j++) {
                if (random.nextDouble() < (j % 2 == i % 2 ? 0.6 : 0.2)) {
                    items.add("I" + j);
                }
            }
            baskets.put(buyer(items.toArray(String[]::new)), items);
        }
        count();

        var kept = new TreeMap<String, String>();
        it.affinityStore
                .affinities(List.of("I0", "I1", "I2", "I3", "I4", "I5", "I6"))
                .forEach(found -> kept.put(
                        found.item().key() + found.other().key(),
                        List.of(found.both(), found.buyers(), found.otherBuyers(), found.customers())
                                .toString()));
        assertThat(kept).isNotEmpty().isEqualTo(naive(baskets.values()));
    }

    private static Map<String, String> naive(java.util.Collection<Set<String>> baskets) {
        var found = new TreeMap<String, String>();
        var n = baskets.stream().filter(basket -> !basket.isEmpty()).count();
        for (int i = 0; i < 7; i++) {
            for (int j = 0; j < 7; j++) {
                var a = "I" + i;
                var b = "I" + j;
                var ofA = baskets.stream().filter(basket -> basket.contains(a)).count();
                var ofB = baskets.stream().filter(basket -> basket.contains(b)).count();
                var both = baskets.stream()
                        .filter(basket -> basket.contains(a) && basket.contains(b))
                        .count();
                var lift = ofA == 0 || ofB == 0
                        ? BigDecimal.ZERO
                        : new BigDecimal(both * n)
                                .divide(new BigDecimal(ofA * ofB), 12, java.math.RoundingMode.HALF_UP);
                if (i != j && both >= 5 && lift.compareTo(new BigDecimal("1.2")) > 0) {
                    found.put(a + b, List.of(both, ofA, ofB, n).toString());
                }
            }
        }
        return found;
    }

    @Test
    @DisplayName("ARC-17: a count that was broken off leaves what was counted before")
    void aBrokenCountLeavesTheOneBefore() {
        chances();
        var customer = buyer("T");
        it.clock.advance(Duration.ofHours(1));
        it.affinityJob.run(new Run(true));
        assertThat(items(customer)).containsExactly("C");
    }

    @Test
    @DisplayName("ARC-17: it is counted once a night, from the night on after the module came, whoever asks")
    void onceANight() {
        var night = LocalDate.of(2026, 11, 29);
        var claims = new ArrayList<Boolean>();
        claims.add(it.affinityStore.claim(night));
        claims.add(it.affinityStore.claim(night));
        claims.add(it.affinityStore.claim(night.plusDays(1)));
        claims.add(it.affinityStore.claim(night.plusDays(1)));
        assertThat(claims).containsExactly(false, false, true, false);
    }

    /** A run that nobody watches. */
    private record Run(boolean stopRequested) implements JobRun {

        @Override
        public String id() {
            return "run";
        }

        @Override
        public Map<String, Object> data() {
            return Map.of();
        }

        @Override
        public Map<String, Object> state() {
            return Map.of();
        }

        @Override
        public void save(Map<String, Object> state) {}

        @Override
        public void progress(long done, long total) {}

        @Override
        public void problem(Message message) {}
    }
}
