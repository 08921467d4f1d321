package org.kithwork.archives.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kithwork.archives.station.Parcels.PICKED_UP;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerId;
import org.kithwork.event.Event;
import org.kithwork.money.Money;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Actor;
import org.kithwork.permission.UserId;
import org.kithwork.problem.Problem;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakeAccess;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class TimelineTest {

    private static Archives archives;

    @Parameter
    DatabaseKind kind;

    private CustomerId customer;

    @BeforeParameterizedClassInvocation
    static void open(DatabaseKind kind) {
        archives = new Archives(kind);
    }

    @BeforeEach
    void aCustomer() {
        customer = archives.customers.add();
        archives.types.add(PICKED_UP);
        archives.journal.clear();
    }

    @AfterParameterizedClassInvocation
    static void close() {
        archives.close();
    }

    @Test
    @DisplayName("ARC-04: what any module tells of stands in the timeline, in the language of the reader")
    void anEventOfAnyModuleIsShownInTheReadersLanguage() {
        var event = pickUp("2026-03-01T08:00:00Z");

        var english = list(Locale.ENGLISH).get(0);
        var chinese = list(Locale.SIMPLIFIED_CHINESE).get(0);

        assertThat(english.title()).isEqualTo("Parcel 8842 picked up at the counter, fee CN¥1,234.50");
        assertThat(chinese.title()).isEqualTo("包裹 8842 已在柜台领取，费用 ¥1,234.50");
        assertThat(english.module()).isEqualTo("station");
        assertThat(english.icon()).isEqualTo("package");
        assertThat(english.link()).isEqualTo("/station/parcels/" + event.subjectId() + "?customer=" + customer);
        assertThat(english.amount()).isEqualTo(Money.of("1234.50", "CNY"));
        assertThat(english.at()).isEqualTo("2026-03-01T08:00:00Z");
    }

    @Test
    void whatAModuleThatIsGoneWroteIsStillReadInBothLanguages() {
        pickUp("2026-03-01T08:00:00Z");
        archives.types.remove(PICKED_UP.name());

        assertThat(list(Locale.ENGLISH).get(0).title()).startsWith("Parcel 8842 picked up");
        assertThat(list(Locale.SIMPLIFIED_CHINESE).get(0).title()).startsWith("包裹 8842 已在柜台领取");
        assertThat(list(Locale.ENGLISH).get(0).text()).isEqualTo("Cabinet 3");
        assertThat(list(Locale.SIMPLIFIED_CHINESE).get(0).text()).isEqualTo("3 号柜");
        assertThat(list(Locale.ENGLISH).get(0).link()).isNull();
    }

    @Test
    @DisplayName("ARC-01, ARC-04: what a module told of is away while it is away, and there again with it")
    void whatCameWhileItsModuleWasAwayIsShownOnceItIsBack() {
        archives.types.remove(PICKED_UP.name());
        pickUp("2026-03-01T08:00:00Z");
        assertThat(list(Locale.ENGLISH)).isEmpty();

        archives.types.add(PICKED_UP);

        assertThat(list(Locale.ENGLISH).get(0).title()).startsWith("Parcel 8842 picked up");
    }

    @Test
    void anEventIsShownToThoseWhoHaveTheRightThatItsTypeNames() {
        pickUp("2026-03-01T08:00:00Z");
        archives.purchaseBook.complete(archives.purchase(customer, "10"));
        archives.deliver();
        var seller = archives.user("seller", FakeAccess.ALL);

        archives.access.run(
                seller,
                () -> assertThat(list(Locale.ENGLISH))
                        .extracting(TimelineItem::module)
                        .containsExactly("archives"));
        archives.access.grant(seller, "station:parcel:view");
        archives.access.run(seller, () -> assertThat(list(Locale.ENGLISH)).hasSize(2));
    }

    @Test
    void theTimelineOfACustomerOutOfScopeIsNotFound() {
        pickUp("2026-03-01T08:00:00Z");
        var id = archives.ids.next();
        var stranger = archives.user(id, "stranger", Archives.owner(new UserId(id)));

        archives.access.run(
                stranger,
                () -> assertThatThrownBy(() -> list(Locale.ENGLISH))
                        .isInstanceOfSatisfying(
                                Problem.class,
                                problem -> assertThat(problem.code()).isEqualTo("not-found")));
    }

    @Test
    @DisplayName("ARC-19: the timeline shows an interaction to those for whom it is meant")
    void anInteractionIsShownToThoseForWhomItIsMeant() {
        var author = archives.user("author", FakeAccess.ALL);
        var reader = archives.user("reader", FakeAccess.ALL);
        archives.access.run(author, () -> {
            for (var audience : new String[] {"ALL", "AUTHOR"}) {
                archives.interactionBook.record(new InteractionDraft(
                        customer.value(),
                        null,
                        null,
                        "PHONE",
                        "IN",
                        null,
                        null,
                        "For " + audience,
                        null,
                        null,
                        null,
                        null,
                        audience));
            }
        });
        archives.deliver();

        assertThat(archives.access.as(author, () -> list(Locale.ENGLISH))).hasSize(2);
        var seen = archives.access.as(reader, () -> list(Locale.ENGLISH));
        assertThat(seen).extracting(TimelineItem::text).containsExactly("Phone, incoming · For ALL");
        assertThat(seen.get(0).title()).isEqualTo("Interaction");
        assertThat(seen.get(0).actor()).isEqualTo(new ActorName(author.id(), "author"));
    }

    @Test
    void aPurchaseTellsWhatWasBought() {
        archives.purchaseBook.complete(
                Archives.purchase(customer, null, null, Archives.line("2", "10"), Archives.line("1", "5")));
        archives.deliver();

        var item = list(Locale.SIMPLIFIED_CHINESE).get(0);

        assertThat(item.title()).isEqualTo("消费");
        assertThat(item.text()).isEqualTo("Oolong tea · Oolong tea");
        assertThat(item.amount()).isEqualTo(Money.of("25", "CNY"));
        assertThat(item.link()).startsWith("/archives/purchases/");
    }

    @Test
    void anEventDeliveredTwiceIsShownOnce() {
        var event = pickUp("2026-03-01T08:00:00Z");
        archives.database.transactions().run(() -> archives.timelineHandler.handle(event));

        assertThat(list(Locale.ENGLISH)).hasSize(1);
    }

    @Test
    void anEventOfAnAbsorbedCustomerGoesToTheSurvivor() {
        var absorbed = archives.customers.add();
        archives.customers.merge(customer, absorbed);

        pickUp(absorbed, "2026-03-01T08:00:00Z");

        assertThat(list(Locale.ENGLISH)).hasSize(1);
    }

    @Test
    void theTimelineCanBeNarrowedToAModuleOrAType() {
        pickUp("2026-03-01T08:00:00Z");
        archives.purchaseBook.complete(archives.purchase(customer, "10"));
        archives.deliver();

        assertThat(list("archives")).extracting(TimelineItem::module).containsExactly("archives");
        assertThat(list("station.parcel.picked-up")).hasSize(1);
        assertThat(list("station.parcel")).hasSize(1);
        assertThat(list("stat")).isEmpty();
        assertThat(list("%")).isEmpty();
    }

    @Test
    void pagesByKeyStayStableWhileEventsCome() {
        var at = Instant.parse("2026-03-01T08:00:00Z");
        for (int i = 0; i < 25; i++) {
            pickUp(at.minus(Duration.ofHours(i)).toString());
        }
        var before = list(Locale.ENGLISH).stream().map(TimelineItem::id).toList();

        var seen = new ArrayList<String>();
        String cursor = null;
        do {
            var page = archives.timeline.list(customer, null, new PageRequest(7, cursor), Locale.ENGLISH);
            page.items().forEach(item -> seen.add(item.id()));
            cursor = page.next();
            pickUp(at.plus(Duration.ofMinutes(seen.size())).toString());
        } while (cursor != null);

        assertThat(seen).containsExactlyElementsOf(before);
    }

    private Event pickUp(String at) {
        return pickUp(customer, at);
    }

    private Event pickUp(CustomerId whose, String at) {
        var event = new Event(
                archives.ids.next(),
                PICKED_UP.name(),
                whose,
                archives.ids.next(),
                Instant.parse(at),
                Map.of("code", 8842, "cabinet", 3, "place", "COUNTER", "amount", "1234.50", "currency", "CNY"));
        var module = Actor.module("archives");
        archives.access
                .allowAll(module)
                .run(module, () -> archives.database.transactions().run(() -> archives.timelineHandler.handle(event)));
        return event;
    }

    private List<TimelineItem> list(Locale locale) {
        return archives.timeline
                .list(customer, null, PageRequest.first(200), locale)
                .items();
    }

    private List<TimelineItem> list(String type) {
        return archives.timeline
                .list(customer, type, PageRequest.first(200), Locale.ENGLISH)
                .items();
    }
}
