package org.kithwork.archives.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kithwork.archives.internal.Archives.owner;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Objects;
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
import org.kithwork.consent.Channel;
import org.kithwork.consent.Purpose;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.spi.CustomerErasure;
import org.kithwork.customer.spi.CustomerMerge;
import org.kithwork.customer.spi.ErasureMode;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Actor;
import org.kithwork.permission.FieldAccess;
import org.kithwork.permission.UserId;
import org.kithwork.problem.Fault;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.test.DatabaseKind;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class RatingLinksTest {

    private static Archives archives;

    @Parameter
    DatabaseKind kind;

    private CustomerId customer;
    private InteractionId talk;

    @BeforeParameterizedClassInvocation
    static void open(DatabaseKind kind) {
        archives = new Archives(kind);
    }

    @BeforeEach
    void aContact() {
        customer = archives.customers.add();
        talk = archives.interactionBook
                .record(archives.call(customer, "the price"))
                .id();
        archives.deliver();
        archives.audit.clear();
    }

    @AfterEach
    void everythingIsOpenAgain() {
        archives.fields.clear();
        archives.mails.open(true);
    }

    @AfterParameterizedClassInvocation
    static void close() {
        archives.close();
    }

    private static String word(RatingLink link) {
        return link.path().substring(RatingLinks.HOME.length() + 1);
    }

    private String word() {
        return word(archives.ratingLinks.make(talk));
    }

    /** What the customer says, as nobody who is signed in. */
    private static Faults answer(String word, @Nullable Integer stars, @Nullable String text) {
        var faults = new Faults();
        archives.access.run(
                Actor.PUBLIC, () -> archives.ratingLinks.answer(word, new RatingDraft(stars, text, null), faults));
        return faults;
    }

    private static boolean asks(String word) {
        return archives.access.as(
                Actor.PUBLIC, () -> archives.ratingLinks.question(word).isPresent());
    }

    private @Nullable Rating rating() {
        return archives.interactions.get(talk).rating();
    }

    @Test
    @DisplayName(
            "ARC-15: a customer rates a contact by a link; the rating is his own, in the timeline, the audit and the portrait")
    void arc15_rates() {
        var link = archives.ratingLinks.make(talk);
        assertThat(link.url()).isEqualTo("https://crm.example.com" + link.path());
        assertThat(link.expiresAt()).isEqualTo(archives.clock.instant().plus(Duration.ofDays(14)));

        assertThat(answer(word(link), 4, "讲得清楚").isEmpty()).isTrue();
        archives.deliver();

        var rating = Objects.requireNonNull(rating());
        assertThat(rating.stars()).isEqualTo(4);
        assertThat(rating.text()).isEqualTo("讲得清楚");
        assertThat(rating.by()).isNull();
        assertThat(archives.audit.entries())
                .extracting(entry -> entry.action() + " " + entry.objectId())
                .containsExactly("interaction.rating-link-made " + talk, "interaction.rated " + talk);
        assertThat(archives.audit.entries().toString()).doesNotContain("讲得清楚");
        assertThat(archives.timeline
                        .list(customer, null, PageRequest.first(10), Locale.ENGLISH)
                        .items())
                .filteredOn(item -> item.type().equals("archives.interaction.rated"))
                .singleElement()
                .satisfies(item -> assertThat(item.text()).contains("4 of 5 stars"));
        assertThat(archives.facts.held(customer, Locale.ENGLISH))
                .filteredOn(fact -> fact.title().startsWith("Rating of a contact"))
                .singleElement()
                .satisfies(fact -> assertThat(fact.by().name()).isEqualTo("The customer himself"));
    }

    @Test
    @DisplayName(
            "ARC-15: the link shows whose contact it was, where and when, and nothing of what was said or with whom")
    void arc15_question() {
        archives.customers.call(customer, "王小明");
        var store = archives.company.open("城西店");
        var visit = archives.interactionBook.record(new InteractionDraft(
                customer.value(),
                "2026-01-05T18:30:00Z",
                null,
                "VISIT",
                "IN",
                "李店长",
                store.value(),
                "退货",
                "不满意包装",
                null,
                null,
                null,
                null));

        var word = word(archives.ratingLinks.make(visit.id()));
        var question = archives.access.as(
                Actor.PUBLIC, () -> archives.ratingLinks.question(word).orElseThrow());

        assertThat(question).isEqualTo(new RatingQuestion(visit.id(), "青禾茶庄", "城西店", LocalDate.of(2026, 1, 6), null));
        assertThat(word).doesNotContain(customer.value());
    }

    @Test
    @DisplayName(
            "ARC-15: the answer may be changed until the link ends; the same again changes nothing, and what staff wrote down is not shown")
    void arc15_changed() {
        archives.interactionBook.rate(talk, new RatingDraft(3, "staff heard this", null));
        var word = word();
        assertThat(archives.ratingLinks.question(word).orElseThrow().answer()).isNull();

        answer(word, 2, "等太久");
        answer(word, 5, "已解决");
        var version = archives.interactions.get(talk).version();
        answer(word, 5, "已解决");

        assertThat(archives.interactions.get(talk).version()).isEqualTo(version);
        var shown = Objects.requireNonNull(
                archives.ratingLinks.question(word).orElseThrow().answer());
        assertThat(shown.stars()).isEqualTo(5);
        assertThat(shown.text()).isEqualTo("已解决");
        assertThat(archives.audit.actions())
                .containsExactly(
                        "interaction.rated", "interaction.rating-link-made", "interaction.rated", "interaction.rated");

        archives.interactionBook.rate(talk, new RatingDraft(5, "已解决", null));
        assertThat(Objects.requireNonNull(rating()).by()).as("now staff say it").isNotNull();
    }

    @Test
    @DisplayName("ARC-15: a link counts for fourteen days, for its contact alone, and nobody makes one up")
    void arc15_ends() {
        var word = word();
        var other = archives.interactionBook.record(archives.call(customer, "another"));
        assertThat(asks(word)).isTrue();
        assertThat(asks(other.id() + word.substring(word.indexOf('.')))).isFalse();
        for (var wrong : new String[] {
            "", ".", talk.value(), talk + ".", talk + ".AAAA", word + "!", "../" + word, "x".repeat(600) + ".y"
        }) {
            assertThat(asks(wrong)).as(wrong).isFalse();
            answer(wrong, 1, null);
        }
        archives.clock.advance(Duration.ofDays(14).minusSeconds(1));
        assertThat(asks(word)).isTrue();
        archives.clock.advance(Duration.ofSeconds(1));
        assertThat(asks(word)).isFalse();
        answer(word, 1, null);
        assertThat(rating()).isNull();
    }

    @Test
    @DisplayName("ARC-15: with the person the link is gone, and none is made for a contact of nobody")
    void arc15_erased() {
        var word = word();
        archives.customers.erase(customer);
        assertThatThrownBy(() -> archives.ratingLinks.make(talk))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo("customer-erased"));
        archives.database
                .transactions()
                .run(() -> archives.data.erase(
                        new CustomerErasure(archives.ids.next(), customer, ErasureMode.ERASE, "P-9", "asked")));

        assertThat(asks(word)).isFalse();
        answer(word, 1, "still here");
        assertThat(rating()).isNull();
        assertThatThrownBy(() -> archives.ratingLinks.make(talk))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo("interaction-of-nobody"));
    }

    @Test
    @DisplayName("ARC-15: the link of a customer who was merged still counts, and the rating is of the survivor")
    void arc15_merged() {
        var word = word();
        var survivor = archives.customers.add();
        archives.customers.merge(survivor, customer);
        answer(word, 3, null);
        assertThat(archives.journal.events())
                .filteredOn(event -> event.type().equals("archives.interaction.rated"))
                .singleElement()
                .satisfies(event -> assertThat(event.customer()).isEqualTo(survivor));

        archives.database
                .transactions()
                .run(() -> archives.data.merge(new CustomerMerge(archives.ids.next(), survivor, customer)));
        answer(word, 4, null);
        assertThat(Objects.requireNonNull(rating()).stars()).isEqualTo(4);
        assertThat(archives.interactions.get(talk).customerId()).isEqualTo(survivor);
    }

    @Test
    @DisplayName(
            "ARC-15: an answer needs one to five stars and has at most 500 characters; nothing is kept of one that is wrong")
    void arc15_faults() {
        var word = word();
        for (var stars : new @Nullable Integer[] {null, 0, 6, -1}) {
            assertThat(answer(word, stars, null).found())
                    .extracting(Fault::pointer)
                    .containsExactly("/stars");
        }
        assertThat(answer(word, 9, "长".repeat(501)).found())
                .extracting(Fault::pointer)
                .containsExactly("/stars", "/text");
        assertThat(rating()).isNull();
        assertThat(answer(word, 5, "长".repeat(500)).isEmpty()).isTrue();

        var hostile = "<script>alert(1)</script>'; DROP TABLE archives_interaction; -- {0}";
        answer(word, 1, hostile);
        assertThat(Objects.requireNonNull(rating()).text()).isEqualTo(hostile);
    }

    @Test
    @DisplayName(
            "ARC-15: only who may rate the contact makes a link or has one sent, and the text is hidden with what was said")
    void arc15_rights() {
        var word = word();
        answer(word, 2, "太吵");
        var stranger = archives.user("Stranger", owner(new UserId(archives.ids.next())));
        archives.access.run(stranger, () -> {
            assertRefused(() -> archives.ratingLinks.make(talk), ProblemKind.NOT_FOUND);
            assertRefused(() -> archives.ratingRequests.mail(talk, Locale.ENGLISH), ProblemKind.NOT_FOUND);
        });
        var reader = new Actor(Actor.Kind.USER, archives.ids.next(), "Reader");
        archives.access.grant(reader, "core:customer:view", ArchivesPermissions.VIEW_INTERACTIONS);
        archives.access.run(reader, () -> assertRefused(() -> archives.ratingLinks.make(talk), ProblemKind.FORBIDDEN));

        archives.fields.limit("archives:interaction", "body", FieldAccess.HIDE);
        assertThat(Objects.requireNonNull(rating()).text()).isNull();
        assertThat(Objects.requireNonNull(rating()).stars()).isEqualTo(2);
        assertRefused(() -> archives.ratingLinks.make(talk), ProblemKind.FORBIDDEN);
        assertRefused(() -> archives.ratingRequests.mail(talk, Locale.ENGLISH), ProblemKind.FORBIDDEN);
        assertThat(archives.audit.actions()).containsExactly("interaction.rating-link-made", "interaction.rated");
    }

    private static void assertRefused(Runnable tried, ProblemKind kind) {
        assertThatThrownBy(tried::run)
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.kind()).isEqualTo(kind));
    }

    @Test
    @DisplayName(
            "ARC-15: the link is sent by mail once, as a message of service, to whom may be written to; refusals say why")
    void arc15_mailed() {
        assertThatThrownBy(() -> archives.ratingRequests.mail(talk, Locale.ENGLISH))
                .isInstanceOfSatisfying(Problem.class, p -> {
                    assertThat(p.kind()).isEqualTo(ProblemKind.CONFLICT);
                    assertThat(p.detail(Locale.ENGLISH)).contains("no-contact-point");
                });
        customer = archives.customers.add();
        talk = archives.interactionBook
                .record(archives.call(customer, "the price"))
                .id();
        archives.customers.mail(customer, "p-1", "wang@example.com");
        archives.sending.reach(customer, "p-1");
        archives.mails.open(false);
        assertRefused(() -> archives.ratingRequests.mail(talk, Locale.ENGLISH), ProblemKind.CONFLICT);
        assertThat(archives.ratingLinks.make(talk).url()).isNull();
        archives.mails.open(true);

        archives.ratingRequests.mail(talk, Locale.SIMPLIFIED_CHINESE);
        archives.deliver();

        var mail = archives.mails.sent().get(archives.mails.sent().size() - 1);
        assertThat(mail.to()).isEqualTo("wang@example.com");
        assertThat(mail.customer()).isEqualTo(customer);
        assertThat(mail.subject()).isEqualTo("您对我们的服务满意吗？");
        assertThat(mail.text()).contains("青禾茶庄", "2026年").doesNotContain("price", "Question");
        var link = mail.text()
                .lines()
                .filter(line -> line.startsWith("https://crm.example.com" + RatingLinks.HOME))
                .findFirst()
                .orElseThrow();
        assertThat(asks(link.substring(link.lastIndexOf('/') + 1))).isTrue();
        assertThat(archives.sending.decided()).last().satisfies(request -> {
            assertThat(request.purpose()).isEqualTo(Purpose.SERVICE);
            assertThat(request.channel()).isEqualTo(Channel.EMAIL);
        });
        assertThat(archives.audit.actions()).contains("interaction.rating-asked");
        assertThat(archives.audit.entries().toString()).doesNotContain("wang@example.com");

        assertThatThrownBy(() -> archives.ratingRequests.mail(talk, Locale.ENGLISH))
                .isInstanceOfSatisfying(
                        Problem.class, p -> assertThat(p.detail(Locale.ENGLISH)).contains("already-served"));
    }
}
