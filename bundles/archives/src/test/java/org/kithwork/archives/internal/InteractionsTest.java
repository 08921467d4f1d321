package org.kithwork.archives.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kithwork.archives.internal.Archives.owner;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.customer.CustomerId;
import org.kithwork.interaction.InteractionEntry;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Actor;
import org.kithwork.permission.UserId;
import org.kithwork.permission.Visibility;
import org.kithwork.problem.Fault;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.DeclaredCells;
import org.kithwork.test.FakeAccess;
import org.kithwork.test.FakePatch;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class InteractionsTest {

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

    @AfterParameterizedClassInvocation
    static void close() {
        archives.close();
    }

    @Test
    @DisplayName("CORE-15: every column of sealed texts is declared, so that it follows when a key is renewed")
    void core15_declaredColumns() {
        var talk = archives.interactionBook.record(new InteractionDraft(
                customer.value(),
                null,
                null,
                "PHONE",
                "IN",
                null,
                null,
                "Question",
                "一间安静的房间",
                "booked",
                "pos",
                "declared-1",
                null));
        archives.followUpBook.plan(new FollowUpDraft(
                customer.value(),
                archives.clock.instant().plusSeconds(86_400).toString(),
                "CALL",
                "问候",
                "带样品",
                null,
                null,
                null));
        archives.likes(customer, "allergy", "花生");
        var need = archives.needs(customer, "一张婴儿床");
        archives.needs.change(
                need.id(), need.version(), FakePatch.of("state", "MET").with("outcome", "已备好"));
        archives.terms.agree(new TermDraft(customer.value(), "九折", null, null));
        archives.interactionBook.rate(talk.id(), new RatingDraft(5, "很好", null));
        var bought = archives.purchaseBook.complete(archives.purchase(customer, "10"));
        archives.reviewBook.review(
                bought.id(), new ReviewDraft(bought.lines().get(0).id(), 5, "很香", null));
        archives.attached(customer, "房间.txt", "安静", null);
        archives.signalRules.add(
                new SignalRuleDraft("Rooms", "BUYING_INTENT", List.of("quiet"), null, null, 1, 7, null));
        archives.interactionBook.record(archives.call(customer, "a quiet room"));
        archives.deliver();
        var signal = archives.foundSignals
                .list(new SignalFilter(customer, null, null, null), false, PageRequest.first(1))
                .items()
                .get(0);
        archives.foundSignals.change(signal.id(), signal.version(), FakePatch.of("note", "called back"));
        DeclaredCells.check(archives.database, archives.cipher, new ArchivesColumns());
    }

    @Test
    @DisplayName("FUN-19: modules are told how long a call lasted, where that is known")
    void howLongItLasted() {
        var at = archives.clock.instant().minusSeconds(600);
        for (var end : Arrays.asList(at.plusSeconds(90).toString(), null)) {
            archives.interactionBook.record(new InteractionDraft(
                    customer.value(),
                    at.toString(),
                    end,
                    "PHONE",
                    "OUT",
                    null,
                    null,
                    "Tea",
                    null,
                    null,
                    null,
                    null,
                    null));
        }

        assertThat(archives.journal.events())
                .extracting(event -> event.data().get("seconds"))
                .containsExactly(90L, null);
    }

    @Test
    @DisplayName("IMP-13: an interaction that another module tells of is recorded as of whoever acts")
    void ofAnotherModule() {
        var keeper = new KeptInteractions(archives.access, archives.interactionBook);
        assertThat(keeper.isOpen()).isTrue();
        var id = keeper.record(new InteractionEntry(customer, null, "PHONE", "OUT", "电话回访", "心情: 高兴"));

        var read = archives.interactions.get(new InteractionId(id));
        assertThat(read.customerId()).isEqualTo(customer);
        assertThat(read.channel()).isEqualTo(InteractionChannel.PHONE);
        assertThat(read.topic()).isEqualTo("电话回访");
        assertThat(read.body()).isEqualTo("心情: 高兴");
        assertThat(read.staffId()).isEqualTo(new UserId(FakeAccess.SOMEBODY.id()));
    }

    @Test
    void anInteractionReadsBackAsItWasRecordedByWhomever() {
        var recorded = archives.interactionBook.record(archives.call(customer, "想要一间安静的房间 🛏"));
        var read = archives.interactions.get(recorded.id());

        assertThat(read).isEqualTo(recorded);
        assertThat(read.staffId()).isEqualTo(new UserId(FakeAccess.SOMEBODY.id()));
        assertThat(read.staffName()).isEqualTo("Somebody");
        assertThat(read.visibility()).isEqualTo(Audience.ALL);
        assertThat(archives.audit.actions()).containsExactly("interaction.recorded");
        assertThat(archives.journal.types()).containsExactly("archives.interaction.recorded");
        assertThat(archives.journal.events().get(0).data().toString())
                .doesNotContain("Question")
                .doesNotContain("房间");
    }

    @Test
    void whatWasSaidIsNotReadableInTheTable() throws SQLException {
        var recorded = archives.interactionBook.record(
                saying("peanuts in the topic", "allergic to peanuts", "no peanuts any more"));
        archives.interactionBook.change(
                recorded.id(),
                recorded.version(),
                FakePatch.of("topic", "more peanuts").with("outcome", "peanuts"));
        archives.deliver();

        assertThat(row("archives_interaction", "id", recorded.id().value()))
                .noneMatch(cell -> cell.contains("peanuts"))
                .filteredOn(cell -> cell.startsWith("sealed:"))
                .as("topic, body, outcome, and the digest by which they are known again")
                .hasSize(4);
        assertThat(row("archives_timeline", "subject_id", recorded.id().value()))
                .noneMatch(cell -> cell.contains("peanuts"));
    }

    private InteractionDraft saying(String topic, String body, String outcome) {
        return new InteractionDraft(
                customer.value(), null, null, "PHONE", "IN", null, null, topic, body, outcome, null, null, null);
    }

    /** The cells of the row that are not empty. */
    private static List<String> row(String table, String key, String id) throws SQLException {
        try (var connection = archives.database.dataSource().getConnection();
                var query = connection.prepareStatement("SELECT * FROM " + table + " WHERE " + key + " = ?")) {
            query.setString(1, id);
            var rows = query.executeQuery();
            assertThat(rows.next()).isTrue();
            var cells = new ArrayList<String>();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                if (rows.getString(i) != null) {
                    cells.add(rows.getString(i));
                }
            }
            return cells;
        }
    }

    @Test
    void theLongestTextsOfAnyScriptAreKeptWhole() {
        var body = "𠮷".repeat(5900);
        var heading = "𠮷".repeat(300);

        var recorded = archives.interactionBook.record(saying(heading, body, heading));

        var read = archives.interactions.get(recorded.id());
        assertThat(read.body()).isEqualTo(body);
        assertThat(read.topic()).isEqualTo(heading);
        assertThat(read.outcome()).isEqualTo(heading);
        assertThatThrownBy(() -> archives.interactionBook.record(archives.call(customer, body + "!")))
                .isInstanceOf(Problem.class);
    }

    @Test
    @DisplayName("ARC-19: what is meant for all, the team or the author is read by these")
    void whatIsMeantForAllTheTeamOrTheAuthorIsReadByThese() {
        var all = new Visibility(true, Set.of(), Set.of(), Set.of());
        var author = archives.user("author", all);
        var colleague = archives.user("colleague", owner(new UserId(author.id())));
        var id = archives.ids.next();
        var stranger = archives.user(id, "stranger", owner(new UserId(id)));
        var chief = archives.user("chief", all);
        archives.access.team(colleague, author);
        var guest = archives.customers.add(new UserId(stranger.id()), null);
        var forAll = recordAs(author, guest, "ALL");
        var forTeam = recordAs(author, guest, "TEAM");
        var forAuthor = recordAs(author, guest, "AUTHOR");

        assertThat(seenBy(author, guest)).containsExactlyInAnyOrder(forAll, forTeam, forAuthor);
        assertThat(seenBy(stranger, guest)).containsExactly(forAll);
        assertThat(seenBy(chief, guest)).containsExactlyInAnyOrder(forAll, forTeam);
        archives.access.run(colleague, () -> {
            assertThat(archives.interactions.list(null, PageRequest.first(200)).items())
                    .extracting(Interaction::id)
                    .contains(forAll, forTeam)
                    .doesNotContain(forAuthor);
            assertNotFound(() -> archives.interactions.get(forAuthor));
            assertNotFound(() -> archives.interactionBook.change(forAuthor, 1, FakePatch.of("topic", "mine now")));
        });
    }

    @Test
    @DisplayName("ARC-03: the same source and external id twice is one interaction")
    void theSameExternalIdTwiceIsOneInteraction() {
        var draft = new InteractionDraft(
                customer.value(),
                "2026-03-01T00:00:00Z",
                null,
                "EMAIL",
                "IN",
                "Li Lei",
                null,
                "Hello",
                "Body",
                null,
                "mail",
                "<1@" + customer + ">",
                null);

        var first = archives.interactionBook.record(draft);
        var second = archives.interactionBook.record(draft);

        assertThat(second).isEqualTo(first);
        assertThat(first.staffName()).isEqualTo("Li Lei");
        assertThat(first.staffId()).isNull();
        assertThat(archives.journal.types()).hasSize(1);
    }

    @Test
    void aChangeTouchesTheNamedMembersAndRefusesAnOldVersion() {
        var recorded = archives.interactionBook.record(archives.call(customer, "Body"));

        var changed = archives.interactionBook.change(
                recorded.id(),
                recorded.version(),
                FakePatch.of("outcome", "calls back").with("topic", null));

        assertThat(changed.topic()).isNull();
        assertThat(changed.outcome()).isEqualTo("calls back");
        assertThat(changed.body()).isEqualTo("Body");
        assertThat(changed).isEqualTo(archives.interactions.get(recorded.id()));
        assertThat(changed.version()).isGreaterThan(recorded.version());
        assertThatThrownBy(() -> archives.interactionBook.change(
                        recorded.id(), recorded.version(), FakePatch.of("topic", "late")))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.STALE));
        assertThat(archives.audit.actions()).containsExactly("interaction.recorded", "interaction.changed");
        assertThat(archives.audit.entries().get(1).detail()).containsEntry("fields", "outcome, topic");
    }

    @Test
    void onlyTheAuthorDecidesWhoReadsIt() {
        var recorded = archives.interactionBook.record(archives.call(customer, "Body"));
        var other = archives.user("other", FakeAccess.ALL);

        archives.access.run(
                other,
                () -> assertThatThrownBy(() -> archives.interactionBook.change(
                                recorded.id(), recorded.version(), FakePatch.of("visibility", "TEAM")))
                        .isInstanceOfSatisfying(
                                Problem.class,
                                problem -> assertThat(problem.code()).isEqualTo("audience-of-another")));
    }

    @Test
    void anUnknownMemberOfAPatchIsRefused() {
        var recorded = archives.interactionBook.record(archives.call(customer, "Body"));

        assertThatThrownBy(() -> archives.interactionBook.change(
                        recorded.id(), recorded.version(), FakePatch.of("customerId", customer.value())))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.MALFORMED));
    }

    @Test
    void everyFaultIsNamedAtOnce() {
        var draft = new InteractionDraft(
                null,
                "2030-01-01T00:00:00Z",
                "2020-01-01T00:00:00Z",
                "PIGEON",
                "UP",
                null,
                "x",
                null,
                null,
                null,
                null,
                null,
                "NOBODY");

        assertThatThrownBy(() -> archives.interactionBook.record(draft))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting(Fault::pointer)
                                .containsExactlyInAnyOrder(
                                        "/customerId",
                                        "/at",
                                        "/endAt",
                                        "/channel",
                                        "/direction",
                                        "/storeId",
                                        "/topic",
                                        "/visibility"));
    }

    private InteractionId recordAs(Actor author, CustomerId guest, String visibility) {
        return archives.access.as(
                author,
                () -> archives.interactionBook
                        .record(new InteractionDraft(
                                guest.value(),
                                null,
                                null,
                                "PHONE",
                                "IN",
                                null,
                                null,
                                "T",
                                "B",
                                null,
                                null,
                                null,
                                visibility))
                        .id());
    }

    private Set<InteractionId> seenBy(Actor actor, CustomerId guest) {
        return archives.access.as(
                actor,
                () -> archives.interactions.list(guest, PageRequest.first(200)).items().stream()
                        .map(Interaction::id)
                        .collect(java.util.stream.Collectors.toSet()));
    }

    private static void assertNotFound(Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.NOT_FOUND));
    }
}
