package org.kithwork.archives.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kithwork.archives.internal.Archives.owner;

import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.customer.CustomerId;
import org.kithwork.importing.spi.ImportOptions;
import org.kithwork.importing.spi.ImportOptions.OnDuplicate;
import org.kithwork.importing.spi.ImportRow;
import org.kithwork.importing.spi.RowResult;
import org.kithwork.importing.spi.RowResult.Outcome;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.FieldAccess;
import org.kithwork.permission.UserId;
import org.kithwork.problem.Fault;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakePatch;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class ReviewsTest {

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
        archives.audit.clear();
        archives.journal.clear();
    }

    @AfterEach
    void everythingIsOpenAgain() {
        archives.fields.clear();
    }

    @AfterParameterizedClassInvocation
    static void close() {
        archives.close();
    }

    private Purchase bought() {
        return archives.purchaseBook.complete(archives.purchase(customer, "10"));
    }

    private static Review reviewOf(PurchaseId purchase) {
        return Objects.requireNonNull(
                archives.purchases.get(purchase).lines().get(0).review());
    }

    private static Purchase review(Purchase purchase, @Nullable Integer stars, @Nullable String text) {
        return archives.reviewBook.review(
                purchase.id(), new ReviewDraft(purchase.lines().get(0).id(), stars, text, null));
    }

    @Test
    @DisplayName("ARC-02: a line has the review that was given last; it stays when the article comes back")
    void arc02_review() {
        var bought = bought();
        assertThat(archives.purchases.get(bought.id()).lines().get(0).review()).isNull();
        review(bought, 5, "很香");
        review(bought, 2, "后来淡了");
        review(bought, 2, "后来淡了");
        archives.purchaseBook.giveBack(bought.id(), Archives.back(bought, 0, "1"));

        var review = reviewOf(bought.id());
        assertThat(review.stars()).isEqualTo(2);
        assertThat(review.text()).isEqualTo("后来淡了");
        assertThat(review.at()).isEqualTo(archives.clock.instant());
        assertThat(review.by().name()).isEqualTo("Somebody");
        assertThat(archives.purchases.get(bought.id()).status()).isEqualTo(PurchaseStatus.RETURNED);
        assertThat(archives.audit.actions())
                .containsExactly("purchase.completed", "purchase.reviewed", "purchase.reviewed", "purchase.returned");
        assertThat(archives.journal.events().toString()).doesNotContain("后来");
    }

    @Test
    @DisplayName("ARC-02: a review is in the timeline, with its stars and what was bought")
    void arc02_timeline() {
        review(bought(), 4, "好");
        archives.deliver();

        assertThat(archives.timeline
                        .list(customer, null, PageRequest.first(10), Locale.ENGLISH)
                        .items())
                .filteredOn(item -> item.type().equals("archives.purchase.reviewed"))
                .singleElement()
                .satisfies(item -> assertThat(item.text()).isEqualTo("4 of 5 stars · Oolong tea"));
    }

    @Test
    @DisplayName("ARC-02: a review needs one to five stars and a line of the purchase; every fault is named")
    void arc02_faults() {
        var bought = bought();
        assertThatThrownBy(() -> archives.reviewBook.review(bought.id(), new ReviewDraft(null, 6, null, "later")))
                .isInstanceOfSatisfying(
                        Problem.class,
                        p -> assertThat(p.faults())
                                .extracting(Fault::pointer)
                                .containsExactly("/lineId", "/stars", "/at"));
        assertThatThrownBy(() -> review(bought, 0, null)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> review(bought, null, "x")).isInstanceOf(Problem.class);
        assertThatThrownBy(() ->
                        archives.reviewBook.review(bought.id(), new ReviewDraft(archives.ids.next(), 3, null, null)))
                .isInstanceOf(Problem.class);
        assertThat(archives.purchases.get(bought.id()).lines().get(0).review()).isNull();
    }

    @Test
    @DisplayName(
            "ARC-02: who does not see the purchase cannot review it; who may not read reviews sees the stars alone")
    void arc02_rights() {
        var bought = bought();
        review(bought, 3, "一般");
        var stranger = archives.user("Stranger", owner(new UserId(archives.ids.next())));
        archives.access.run(
                stranger,
                () -> assertThatThrownBy(() -> review(bought, 1, null))
                        .isInstanceOfSatisfying(
                                Problem.class, p -> assertThat(p.kind()).isEqualTo(ProblemKind.NOT_FOUND)));

        archives.fields.limit("archives:purchase", "review", FieldAccess.HIDE);
        assertThat(reviewOf(bought.id()).stars()).isEqualTo(3);
        assertThat(reviewOf(bought.id()).text()).isNull();
        assertThatThrownBy(() -> review(bought, 1, null))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.kind()).isEqualTo(ProblemKind.FORBIDDEN));
    }

    @Test
    @DisplayName(
            "ARC-02: reviews are imported for purchases that are there, once, and later words take the place of earlier ones")
    void arc02_import() {
        var order = "W-" + archives.ids.next();
        assertThatThrownBy(() -> imported(order, "T-1", "5", "好"))
                .isInstanceOfSatisfying(
                        Problem.class,
                        p -> assertThat(p.faults().get(0).pointer()).isEqualTo("/externalId"));
        var bought = archives.purchaseBook.complete(Archives.purchase(customer, null, order, Archives.line("1", "10")));

        assertThat(imported(order, "T-1", "5", "好").outcome()).isEqualTo(Outcome.CREATED);
        assertThat(imported(order, "T-1", "5", "好").outcome()).isEqualTo(Outcome.SKIPPED_DUPLICATE);
        assertThat(imported(order, "T-1", "1.0", "差").outcome()).isEqualTo(Outcome.UPDATED);
        assertThat(reviewOf(bought.id()).stars()).isEqualTo(1);
        for (var wrong : List.of("6", "0", "five", "4.5")) {
            assertThatThrownBy(() -> imported(order, "T-1", wrong, null))
                    .isInstanceOfSatisfying(
                            Problem.class,
                            p -> assertThat(p.faults().get(0).pointer()).isEqualTo("/stars"));
        }
        assertThatThrownBy(() -> imported(order, "other", "3", null))
                .isInstanceOfSatisfying(
                        Problem.class,
                        p -> assertThat(p.faults().get(0).pointer()).isEqualTo("/sku"));
    }

    @Test
    @DisplayName(
            "IMP-07: a review that an import noted is gone after its undo, with what the timeline told of it, unless another took its place")
    void imp07_undo() {
        var order = "U-" + archives.ids.next();
        var bought = archives.purchaseBook.complete(Archives.purchase(customer, null, order, Archives.line("1", "10")));
        var made = imported(order, "T-1", "5", "好");
        archives.deliver();
        assertThat(timeline()).contains("archives.purchase.reviewed");

        assertThat(undone(made)).isEmpty();
        archives.deliver();
        assertThat(archives.purchases.get(bought.id()).lines().get(0).review()).isNull();
        assertThat(timeline()).containsExactly("archives.purchase.completed");
        assertThat(undone(made)).as("gone already").isEmpty();

        var again = imported(order, "T-1", "4", "好");
        assertThat(again.outcome()).isEqualTo(Outcome.CREATED);
        var until = archives.clock.instant();
        archives.clock.advance(Duration.ofMinutes(1));
        review(bought, 1, "后来淡了");
        assertThat(archives.database
                        .transactions()
                        .call(() -> archives.reviewImport.undo("" + again.targetId(), until)))
                .isPresent();
        assertThat(reviewOf(bought.id()).stars()).isEqualTo(1);
    }

    private static Optional<Message> undone(RowResult made) {
        return archives.database
                .transactions()
                .call(() -> archives.reviewImport.undo("" + made.targetId(), archives.clock.instant()));
    }

    private List<String> timeline() {
        return archives.timeline.list(customer, null, PageRequest.first(50), Locale.ENGLISH).items().stream()
                .map(TimelineItem::type)
                .toList();
    }

    private static RowResult imported(String order, String sku, String stars, @Nullable String text) {
        var options = new ImportOptions(
                "i", "pos", null, OnDuplicate.SKIP, ZoneId.of("Asia/Shanghai"), "CN", false, Map.of());
        var cells = new HashMap<>(Map.of("externalId", order, "sku", sku, "stars", stars));
        if (text != null) {
            cells.put("text", text);
        }
        return archives.database
                .transactions()
                .call(() -> archives.reviewImport.apply(new ImportRow(1, cells, null), options));
    }

    @Test
    @DisplayName(
            "ARC-15: a contact is rated by one question; the rating is shown with it, in the timeline and the portrait")
    void arc15_rating() {
        var first = archives.interactionBook.record(archives.call(customer, "x"));
        var second = archives.interactionBook.record(archives.call(customer, "y"));
        archives.interactionBook.rate(first.id(), new RatingDraft(1, "等太久", null));
        var rated = archives.interactionBook.rate(first.id(), new RatingDraft(5, "解决了", null));
        assertThat(archives.interactionBook
                        .rate(first.id(), new RatingDraft(5, "解决了", null))
                        .version())
                .isEqualTo(rated.version());
        archives.interactionBook.rate(second.id(), new RatingDraft(2, null, null));
        archives.deliver();

        var rating =
                Objects.requireNonNull(archives.interactions.get(first.id()).rating());
        assertThat(rating.stars()).isEqualTo(5);
        assertThat(rating.text()).isEqualTo("解决了");
        assertThat(rating.by().name()).isEqualTo("Somebody");
        assertThat(archives.portraits.of(customer, Locale.ENGLISH).behaviour())
                .filteredOn(line -> line.code().equals("ratings"))
                .singleElement()
                .satisfies(line -> assertThat(line.text()).isEqualTo("Rates contacts 3.5 of 5 on average (2 ratings)"));
        assertThat(archives.timeline
                        .list(customer, null, PageRequest.first(10), Locale.ENGLISH)
                        .items())
                .extracting(TimelineItem::title)
                .filteredOn("Contact rated"::equals)
                .hasSize(3);
        assertThat(archives.audit.actions()).contains("interaction.rated");
    }

    @Test
    @DisplayName(
            "ARC-15: a rating survives a change of the contact, needs one to five stars, and is hidden with what was said")
    void arc15_limits() {
        var talk = archives.interactionBook.record(archives.call(customer, "x"));
        for (var stars : new @Nullable Integer[] {null, 0, 6}) {
            assertThatThrownBy(() -> archives.interactionBook.rate(talk.id(), new RatingDraft(stars, null, null)))
                    .isInstanceOfSatisfying(
                            Problem.class,
                            p -> assertThat(p.faults())
                                    .extracting(Fault::pointer)
                                    .containsExactly("/stars"));
        }
        var rated = archives.interactionBook.rate(talk.id(), new RatingDraft(4, "好", null));
        archives.interactionBook.change(talk.id(), rated.version(), FakePatch.of("outcome", "done"));
        assertThat(Objects.requireNonNull(archives.interactions.get(talk.id()).rating())
                        .text())
                .isEqualTo("好");

        archives.fields.limit("archives:interaction", "body", FieldAccess.HIDE);
        var seen = Objects.requireNonNull(archives.interactions.get(talk.id()).rating());
        assertThat(seen.stars()).isEqualTo(4);
        assertThat(seen.text()).isNull();
        assertThatThrownBy(() -> archives.interactionBook.rate(talk.id(), new RatingDraft(1, null, null)))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.kind()).isEqualTo(ProblemKind.FORBIDDEN));
    }
}
