package org.kithwork.funnel.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.customer.CustomerDraft;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.CustomerMatch;
import org.kithwork.customer.spi.CustomerErasure;
import org.kithwork.customer.spi.ErasureMode;
import org.kithwork.funnel.internal.lead.Lead;
import org.kithwork.funnel.internal.lead.LeadConversion;
import org.kithwork.funnel.internal.lead.LeadDraft;
import org.kithwork.funnel.internal.lead.LeadId;
import org.kithwork.funnel.internal.lead.LeadMove;
import org.kithwork.funnel.internal.lead.LeadNote;
import org.kithwork.funnel.internal.lead.LeadNoteDraft;
import org.kithwork.funnel.internal.lead.LeadState;
import org.kithwork.funnel.internal.lead.Leads.Filter;
import org.kithwork.funnel.internal.lead.Rejection;
import org.kithwork.importing.spi.ImportOptions;
import org.kithwork.importing.spi.ImportOptions.OnDuplicate;
import org.kithwork.importing.spi.ImportRow;
import org.kithwork.importing.spi.RowResult;
import org.kithwork.interaction.InteractionEntry;
import org.kithwork.money.Money;
import org.kithwork.money.MoneyDraft;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Actor;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.UserId;
import org.kithwork.permission.Visibility;
import org.kithwork.privacy.spi.RetentionAction;
import org.kithwork.privacy.spi.RetentionRequest;
import org.kithwork.problem.Fault;
import org.kithwork.problem.Problem;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.DerbyPlan;
import org.kithwork.test.FakeAccess;
import org.kithwork.test.FakePatch;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class LeadsTest {

    private static final String[] SELLER = {
        FunnelPermissions.VIEW_LEADS,
        FunnelPermissions.CREATE_LEADS,
        FunnelPermissions.EDIT_LEADS,
        FunnelPermissions.CONVERT_LEADS,
        FunnelPermissions.VIEW_OPPORTUNITIES,
        FunnelPermissions.CREATE_OPPORTUNITIES
    };

    private final DatabaseKind kind;
    private Funnel funnel;

    LeadsTest(DatabaseKind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() {
        funnel = new Funnel(kind);
    }

    @AfterEach
    void close() {
        funnel.close();
    }

    private static LeadDraft of(@Nullable CustomerId customer) {
        return new LeadDraft(
                customer == null ? null : customer.value(), null, "Tea for an office", "fair", null, null, null, null);
    }

    private Lead made() {
        return funnel.leadBook.create(of(funnel.customers.add()));
    }

    /** A lead of whoever acts, in this state. */
    private Lead in(LeadState state) {
        var lead = funnel.leadBook.create(new LeadDraft(
                funnel.customers.add().value(),
                null,
                "Tea for an office",
                "fair",
                null,
                null,
                funnel.access.actor().id(),
                new LeadNoteDraft("Saw our stand", "EVENT")));
        if (state == LeadState.NEW) {
            return lead;
        }
        if (state == LeadState.REJECTED) {
            return move(lead, "REJECTED", "NO_NEED");
        }
        var working = move(lead, "WORKING", null);
        if (state == LeadState.WORKING) {
            return working;
        }
        var qualified = move(working, "QUALIFIED", null);
        return state == LeadState.QUALIFIED ? qualified : convert(qualified);
    }

    private Lead move(Lead lead, String state, @Nullable String reason) {
        return funnel.leadMoves.move(lead.id(), new LeadMove(state, null, reason, null));
    }

    private Lead convert(Lead lead) {
        return funnel.conversions.convert(lead.id(), new LeadConversion(null, null, null, null, null, null));
    }

    private static Problem problem(ThrowingCallable action) {
        var caught = new Problem[1];
        assertThatThrownBy(action).isInstanceOfSatisfying(Problem.class, problem -> caught[0] = problem);
        return caught[0];
    }

    private static List<String> pointers(Problem problem) {
        return problem.faults().stream().map(Fault::pointer).toList();
    }

    private List<Lead> list(Filter filter) {
        return funnel.leads.list(filter, PageRequest.first(20)).items();
    }

    @Test
    @DisplayName("FUN-14: a lead keeps what is said of it, and is where its customer is")
    void keepsWhatIsSaid() {
        var store = funnel.company.open("南京西路店");
        var customer = funnel.customers.add(null, store);
        var draft = new LeadDraft(
                customer.value(),
                null,
                "办公室用茶",
                "展会",
                funnel.ids.next(),
                null,
                FakeAccess.SOMEBODY.id(),
                new LeadNoteDraft("想要样品", "EVENT"));

        var kept = funnel.leads.get(funnel.leadBook.create(draft).id());

        assertThat(kept.customerId()).isEqualTo(customer);
        assertThat(kept.title()).isEqualTo("办公室用茶");
        assertThat(kept.source()).isEqualTo("展会");
        assertThat(kept.campaignId()).isEqualTo(draft.campaignId());
        assertThat(kept.storeId()).isEqualTo(store);
        assertThat(Objects.requireNonNull(kept.owner()).name()).isEqualTo("Somebody");
        assertThat(Objects.requireNonNull(kept.assignment()).rule()).isNull();
        assertThat(kept.state()).isEqualTo(LeadState.NEW);
        assertThat(kept.openedAt()).isEqualTo(funnel.clock.instant());
        assertThat(funnel.leads.notes(kept.id())).extracting(LeadNote::text).containsExactly("想要样品");
        assertThat(funnel.journal.types()).containsExactly("funnel.lead.opened");
    }

    @Test
    @DisplayName("FUN-14: every fault is named at once, with its place")
    void namesEveryFault() {
        assertThat(pointers(problem(() -> funnel.leadBook.create(new LeadDraft(
                        null, null, " ", "x".repeat(61), "no", "no", "no", new LeadNoteDraft("x", "PIGEON"))))))
                .containsExactlyInAnyOrder(
                        "/customerId", "/title", "/source", "/campaignId", "/storeId", "/ownerId", "/note/channel");
        assertThat(pointers(problem(() -> funnel.leadBook.create(new LeadDraft(
                        funnel.customers.add().value(), person("Li Lei", null), "Tea", null, null, null, null, null)))))
                .containsExactly("/customer");
    }

    private static CustomerDraft person(String name, @Nullable String reason) {
        return new CustomerDraft(
                null, name, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                null, reason);
    }

    private static LeadDraft of(CustomerDraft newcomer) {
        return new LeadDraft(null, newcomer, "Tea", "fair", null, null, null, null);
    }

    @Test
    @DisplayName("FUN-14: somebody new comes in with his lead, and one who is there already is not kept twice")
    void newcomers() {
        var made = funnel.leadBook.create(of(person("Li Lei", null)));
        assertThat(made.customerId()).isNotNull();
        var there = Objects.requireNonNull(made.customerId());
        funnel.customers.alike(
                draft -> List.of(new CustomerMatch(there, "Li Lei", null, CustomerMatch.Rule.PHONE, 60)));

        assertThat(problem(() -> funnel.leadBook.create(of(person("Li Lei", null))))
                        .code())
                .isEqualTo("possible-duplicate");
        assertThat(list(Filter.of(null))).hasSize(1);
        var other = funnel.leadBook.create(of(person("Li Lei", "his brother")));
        assertThat(other.customerId()).isNotEqualTo(there);
    }

    @Test
    @DisplayName("FUN-14: a lead goes from new to qualified, and what is not possible is refused with what is")
    void theStates() {
        for (var from : LeadState.values()) {
            for (var to : List.of(LeadState.NEW, LeadState.WORKING, LeadState.QUALIFIED, LeadState.REJECTED)) {
                if (from == to) {
                    continue;
                }
                var lead = in(from);
                if (from.next().contains(to)) {
                    assertThat(move(lead, to.name(), to == LeadState.REJECTED ? "SPAM" : null)
                                    .state())
                            .isEqualTo(to);
                } else {
                    var refused = problem(() -> move(lead, to.name(), "SPAM"));
                    assertThat(refused.code()).isEqualTo("lead-state");
                    assertThat(refused.members())
                            .containsEntry(
                                    "possible",
                                    from.next().stream().map(LeadState::name).toList());
                }
            }
        }
        var lead = in(LeadState.WORKING);
        assertThat(problem(() -> convert(lead)).code()).isEqualTo("lead-state");
        assertThat(move(lead, "WORKING", null).version()).isEqualTo(lead.version());
    }

    @Test
    @DisplayName("FUN-14: nothing is rejected without a reason, and none is worked again without the right to")
    void rejecting() {
        var lead = in(LeadState.WORKING);
        assertThat(pointers(problem(() -> move(lead, "REJECTED", null)))).containsExactly("/reason");
        assertThat(pointers(problem(() -> move(lead, "REJECTED", "ERASED")))).containsExactly("/reason");
        assertThat(pointers(problem(() -> move(lead, "CONVERTED", null)))).containsExactly("/state");

        var rejected = funnel.leadMoves.move(
                lead.id(), new LeadMove("REJECTED", "WORKING", "NO_BUDGET", new LeadNoteDraft("Next year", null)));
        assertThat(rejected.rejection()).isEqualTo(Rejection.NO_BUDGET);
        assertThat(funnel.leads.notes(lead.id())).extracting(LeadNote::text).contains("Next year");
        assertThat(problem(() -> funnel.leadMoves.move(lead.id(), new LeadMove("WORKING", "QUALIFIED", null, null)))
                        .code())
                .isEqualTo("lead-moved");

        var seller = funnel.user("李雷", FakeAccess.ALL, SELLER);
        funnel.access.run(
                seller,
                () -> assertThat(problem(() -> move(rejected, "WORKING", null)).code())
                        .isEqualTo("forbidden"));
        var again = move(rejected, "WORKING", null);
        assertThat(again.rejection()).isEqualTo(Rejection.NO_BUDGET);
        assertThat(funnel.journal.types()).endsWith("funnel.lead.rejected", "funnel.lead.reopened");
    }

    @Test
    @DisplayName("FUN-14: a new lead is worked on as soon as its owner does something about it, and nobody else")
    void theOwnerWorks() {
        var seller = funnel.user("李雷", FakeAccess.ALL, SELLER);
        var lead = funnel.leadBook.create(
                new LeadDraft(funnel.customers.add().value(), null, "Tea", null, null, null, seller.id(), null));

        funnel.leadBook.note(lead.id(), new LeadNoteDraft("He will call", "PHONE"));
        assertThat(funnel.leads.get(lead.id()).state()).isEqualTo(LeadState.NEW);
        funnel.access.run(seller, () -> funnel.leadBook.note(lead.id(), new LeadNoteDraft("Called", null)));
        assertThat(funnel.leads.get(lead.id()).state()).isEqualTo(LeadState.WORKING);

        var other = funnel.leadBook.create(
                new LeadDraft(funnel.customers.add().value(), null, "Tea", null, null, null, seller.id(), null));
        var changed = funnel.access.as(
                seller, () -> funnel.leadBook.change(other.id(), other.version(), FakePatch.of("title", "Green tea")));
        assertThat(changed.state()).isEqualTo(LeadState.WORKING);
        assertThat(problem(() ->
                                funnel.leadBook.change(other.id(), other.version(), FakePatch.of("title", "Black tea")))
                        .code())
                .isEqualTo("stale-version");
    }

    @Test
    @DisplayName("FUN-14: what is nobody's is not worked on before somebody looks after it")
    void nobodysLead() {
        var lead = made();
        assertThat(lead.owner()).isNull();
        assertThat(problem(() -> move(lead, "WORKING", null)).code()).isEqualTo("lead-of-nobody");
        assertThat(move(lead, "REJECTED", "SPAM").state()).isEqualTo(LeadState.REJECTED);
    }

    @Test
    @DisplayName("FUN-14: a qualified lead becomes an opportunity of its pipeline, and its notes move to the customer")
    void conversionCarriesTheHistory() {
        var lead = in(LeadState.QUALIFIED);
        var stage = funnel.stage("Consideration");

        var converted = funnel.conversions.convert(
                lead.id(),
                new LeadConversion(
                        funnel.standard().id().value(),
                        stage.id().value(),
                        null,
                        new MoneyDraft("1200", "CNY"),
                        "2026-12-01",
                        null));

        assertThat(converted.state()).isEqualTo(LeadState.CONVERTED);
        var made = funnel.opportunities.get(Objects.requireNonNull(converted.opportunityId()));
        assertThat(made.customerId()).isEqualTo(lead.customerId());
        assertThat(made.title()).isEqualTo("Tea for an office");
        assertThat(made.source()).isEqualTo("fair");
        assertThat(made.amount()).isEqualTo(Money.of("1200.00", "CNY"));
        assertThat(made.stageId()).isEqualTo(stage.id());
        assertThat(made.owner().id()).isEqualTo(FakeAccess.SOMEBODY.id());
        assertThat(funnel.interactions.entries)
                .containsExactly(new InteractionEntry(
                        Objects.requireNonNull(lead.customerId()),
                        funnel.clock.instant().toString(),
                        "EVENT",
                        null,
                        "Tea for an office",
                        "Saw our stand"));
        assertThat(funnel.leads.notes(lead.id())).singleElement().satisfies(note -> {
            assertThat(note.text()).isNull();
            assertThat(note.interactionId()).isNotNull();
        });
        assertThat(list(new Filter(null, null, false, null, false, made.id())))
                .extracting(Lead::id)
                .containsExactly(lead.id());
        assertThat(funnel.journal.types()).endsWith("funnel.opportunity.opened", "funnel.lead.converted");
        assertThat(problem(() -> funnel.leadBook.note(lead.id(), new LeadNoteDraft("x", null)))
                        .code())
                .isEqualTo("lead-converted");
    }

    @Test
    @DisplayName("FUN-14: where nobody keeps interactions the notes stay readable with the lead of the opportunity")
    void notesStayWhereNobodyKeepsInteractions() {
        funnel.interactions.open = false;

        var converted = convert(in(LeadState.QUALIFIED));

        assertThat(funnel.leads.notes(converted.id()))
                .extracting(LeadNote::text)
                .containsExactly("Saw our stand");
    }

    @Test
    @DisplayName("FUN-14: of two who convert one lead at once one makes the opportunity, and the other learns which")
    void twoConvertAtOnce() throws Exception {
        var lead = in(LeadState.QUALIFIED);
        var pool = Executors.newFixedThreadPool(2);
        try {
            Callable<String> click = () -> {
                try {
                    return convert(lead).state().name();
                } catch (Problem e) {
                    return e.code() + " " + e.members().get("opportunityId");
                }
            };
            var answers = pool.invokeAll(List.of(click, click)).stream()
                    .map(LeadsTest::get)
                    .toList();
            var made = funnel.leads.get(lead.id()).opportunityId();
            assertThat(answers).containsExactlyInAnyOrder("CONVERTED", "lead-converted " + made);
        } finally {
            pool.shutdownNow();
        }
        assertThat(funnel.boards.of(null, null).columns().get(0).count()).isEqualTo(1);
        assertThat(funnel.interactions.entries).hasSize(1);
    }

    private static String get(Future<String> answer) {
        try {
            return answer.get();
        } catch (Exception e) {
            return e.toString();
        }
    }

    @Test
    @DisplayName("FUN-14: a refused opportunity leaves its lead as it was")
    void aRefusedConversionChangesNothing() {
        var lead = in(LeadState.QUALIFIED);

        assertThat(pointers(problem(() -> funnel.conversions.convert(
                        lead.id(),
                        new LeadConversion(null, funnel.stage("Lost").id().value(), null, null, null, null)))))
                .containsExactly("/stageId");

        assertThat(funnel.leads.get(lead.id())).isEqualTo(funnel.leads.shown(lead));
        assertThat(funnel.interactions.entries).isEmpty();
    }

    @Test
    @DisplayName(
            "FUN-14, S-14: a lead is seen by its owner, in its store and by whoever sees its customer, and by nobody else")
    void scope() {
        var store = funnel.company.open("南京西路店");
        var seller = funnel.users.employ("李雷");
        var manager = funnel.users.employ("韩梅梅");
        var stranger = funnel.users.employ("王五");
        funnel.access.grant(seller, Funnel.own(seller), "core:customer:view", FunnelPermissions.VIEW_LEADS);
        funnel.access.grant(manager, inStore(store), "core:customer:view", FunnelPermissions.VIEW_LEADS);
        funnel.access.grant(stranger, Funnel.own(stranger), "core:customer:view", FunnelPermissions.VIEW_LEADS);
        var lead = funnel.leadBook.create(new LeadDraft(
                funnel.customers.add().value(), null, "Tea", null, null, store.value(), seller.id(), null));

        for (var one : List.of(seller, manager)) {
            assertThat(seen(one)).containsExactly(lead.id().value());
        }
        assertThat(seen(stranger)).isEmpty();
        funnel.access.run(stranger, () -> {
            assertThat(problem(() -> funnel.leads.get(lead.id())).code()).isEqualTo("not-found");
            assertThat(problem(() -> funnel.leads.notes(lead.id())).code()).isEqualTo("not-found");
            assertThat(problem(() -> move(lead, "WORKING", null)).code()).isEqualTo("forbidden");
        });
        funnel.customers.restrict(Objects.requireNonNull(lead.customerId()));
        assertThat(seen(manager)).isEmpty();
    }

    private static Visibility inStore(StoreId store) {
        return new Visibility(false, Set.of(), Set.of(store.value()), Set.of());
    }

    private List<String> seen(Actor user) {
        return funnel.access.as(user, () -> list(Filter.of(null))).stream()
                .map(one -> one.id().value())
                .toList();
    }

    @Test
    @DisplayName(
            "FUN-14: a list is narrowed by state, by owner and to what is open or nobody's, and goes on where a page ended")
    void lists() {
        var fresh = made();
        funnel.clock.advance(Duration.ofMinutes(1));
        var working = in(LeadState.WORKING);
        funnel.clock.advance(Duration.ofMinutes(1));
        var rejected = in(LeadState.REJECTED);

        assertThat(list(Filter.of(null))).extracting(Lead::id).containsExactly(rejected.id(), working.id(), fresh.id());
        assertThat(list(new Filter(null, LeadState.WORKING, false, null, false, null)))
                .extracting(Lead::id)
                .containsExactly(working.id());
        assertThat(list(new Filter(null, null, true, null, false, null)))
                .extracting(Lead::id)
                .containsExactly(working.id(), fresh.id());
        assertThat(list(new Filter(null, null, false, null, true, null)))
                .extracting(Lead::id)
                .containsExactly(fresh.id());
        assertThat(list(Filter.of(working.customerId()))).extracting(Lead::id).containsExactly(working.id());
        var first = funnel.leads.list(Filter.of(null), PageRequest.first(2));
        var second = funnel.leads.list(Filter.of(null), new PageRequest(2, first.next()));
        assertThat(second.items()).extracting(Lead::id).containsExactly(fresh.id());
        assertThat(second.next()).isNull();
    }

    @Test
    void everyListIsReadFromItsIndex() {
        if (kind != DatabaseKind.DERBY) {
            return;
        }
        var owner = new UserId(FakeAccess.SOMEBODY.id());
        var filters = List.of(
                Filter.of(null),
                Filter.of(funnel.customers.add()),
                new Filter(null, LeadState.NEW, false, null, false, null),
                new Filter(null, null, true, null, false, null),
                new Filter(null, null, true, owner, false, null),
                new Filter(null, null, true, null, true, null));
        for (var filter : filters) {
            var plan = DerbyPlan.of(
                    funnel.database, () -> funnel.leadStore.list(filter, FakeAccess.ALL, PageRequest.first(10)));
            assertThat(plan)
                    .contains("FUNNEL_LEAD_")
                    .doesNotContain("Table Scan ResultSet for FUNNEL_LEAD")
                    .doesNotContain("Sort ResultSet");
        }
    }

    @Test
    @DisplayName(
            "FUN-14, CORE-14: with an erased customer his lead is rejected without words, and he may come again as somebody new")
    void anErasedCustomerMayComeAgain() {
        var first = funnel.leadBook.create(of(person("Li Lei", null)));
        funnel.leadBook.note(first.id(), new LeadNoteDraft("He is Li Lei", null));
        var gone = Objects.requireNonNull(first.customerId());
        funnel.customers.erase(gone);
        funnel.database
                .transactions()
                .run(() -> funnel.data.erase(
                        new CustomerErasure(funnel.ids.next(), gone, ErasureMode.ERASE, "person-1", "asked")));

        var erased = funnel.leads.get(first.id());
        assertThat(erased.state()).isEqualTo(LeadState.REJECTED);
        assertThat(erased.rejection()).isEqualTo(Rejection.ERASED);
        assertThat(erased.customerId()).isNull();
        assertThat(erased.title()).isNull();
        assertThat(funnel.leads.notes(first.id())).isEmpty();
        assertThat(problem(() -> move(erased, "WORKING", null)).code()).isEqualTo("lead-erased");

        var again = funnel.leadBook.create(of(person("Li Lei", null)));
        assertThat(again.customerId()).isNotNull().isNotEqualTo(gone);
        assertThat(again.state()).isEqualTo(LeadState.NEW);
    }

    @Test
    @DisplayName("FUN-14: a lead settled long ago loses its person and its words, and an open one does not")
    void retention() {
        var rejected = in(LeadState.REJECTED);
        var open = in(LeadState.WORKING);
        funnel.clock.advance(Duration.ofDays(1500));
        var request = new RetentionRequest(
                "funnel.lead",
                RetentionAction.ANONYMISE,
                funnel.clock.instant().minus(Duration.ofDays(1100)),
                Set.of());

        assertThat(funnel.retention.due(request).due()).isEqualTo(1);
        var batch = funnel.database.transactions().call(() -> funnel.retention.remove(request, null, 10));

        assertThat(batch.removed()).isEqualTo(1);
        assertThat(funnel.leads.get(rejected.id()).customerId()).isNull();
        assertThat(funnel.leads.notes(rejected.id())).isEmpty();
        assertThat(funnel.leads.get(open.id()).title()).isEqualTo("Tea for an office");
        var customer = Objects.requireNonNull(open.customerId());
        assertThat(funnel.retention.lastActivity(List.of(customer))).containsEntry(customer, open.stateSince());
    }

    private RowResult row(String... cells) {
        var values = new HashMap<String, String>();
        for (int i = 0; i < cells.length; i += 2) {
            values.put(cells[i], cells[i + 1]);
        }
        var options =
                new ImportOptions("import", "fair", null, OnDuplicate.SKIP, ZoneId.of("UTC"), "CN", false, Map.of());
        return funnel.database
                .transactions()
                .call(() -> funnel.leadImports.apply(new ImportRow(1, values, null), options));
    }

    private Lead of(RowResult result) {
        return funnel.leads.get(new LeadId(Objects.requireNonNull(result.targetId())));
    }

    @Test
    @DisplayName("FUN-14: a row of an import brings a lead, of whoever is known by his telephone, else of somebody new")
    void rowsOfAnImport() {
        var made = of(
                row("name", "李雷", "phone", "13800000001", "title", "办公室用茶", "note", "要样品", "openedAt", "2026-01-02"));
        assertThat(made.openedAt()).isEqualTo("2026-01-02T00:00:00Z");
        assertThat(funnel.leads.notes(made.id())).extracting(LeadNote::text).containsExactly("要样品");
        var there = Objects.requireNonNull(made.customerId());

        funnel.customers.alike(draft -> List.of(new CustomerMatch(there, "李雷", null, CustomerMatch.Rule.PHONE, 60)));
        assertThat(of(row("name", "李雷", "phone", "13800000001", "title", "第二次")).customerId())
                .isEqualTo(there);

        var other = funnel.customers.add();
        funnel.customers.alike(draft -> List.of(
                new CustomerMatch(there, "李雷", null, CustomerMatch.Rule.PHONE, 60),
                new CustomerMatch(other, "李雷", null, CustomerMatch.Rule.PHONE, 60)));
        assertThat(pointers(problem(() -> row("name", "李雷", "phone", "13800000001", "title", "x"))))
                .containsExactly("/customer");
        assertThat(pointers(problem(() -> row("title", "x", "owner", "Nobody", "store", "Nowhere"))))
                .containsExactlyInAnyOrder("/owner", "/store");
        assertThat(pointers(problem(() -> row("title", "x")))).containsExactly("/customer");
    }

    @Test
    @DisplayName("FUN-14: an erased person is imported again as somebody new (CordysCRM 255)")
    void anErasedPersonIsImportedAgain() {
        var first = of(row("name", "李雷", "phone", "13800000001", "title", "x"));
        var gone = Objects.requireNonNull(first.customerId());
        funnel.customers.erase(gone);
        funnel.database
                .transactions()
                .run(() -> funnel.data.erase(
                        new CustomerErasure(funnel.ids.next(), gone, ErasureMode.ERASE, "person-1", "asked")));

        var again = of(row("name", "李雷", "phone", "13800000001", "title", "x"));

        assertThat(again.customerId()).isNotNull().isNotEqualTo(gone);
    }

    @Test
    @DisplayName(
            "FUN-14: what an import brought is taken back, but for a lead about which somebody did something since")
    void anImportIsTakenBack() {
        var untouched = of(row("name", "李雷", "phone", "13800000001", "title", "x", "note", "x"));
        var noted = of(row("name", "韩梅梅", "phone", "13800000002", "title", "x"));
        var until = funnel.clock.instant();
        funnel.clock.advance(Duration.ofMinutes(1));
        funnel.leadBook.note(noted.id(), new LeadNoteDraft("Called", null));

        assertThat(funnel.database
                        .transactions()
                        .call(() -> funnel.leadImports.undo(untouched.id().value(), until)))
                .isEmpty();
        assertThat(funnel.database
                        .transactions()
                        .call(() -> funnel.leadImports.undo(noted.id().value(), until)))
                .isPresent();
        assertThat(list(Filter.of(null))).extracting(Lead::id).containsExactly(noted.id());
    }
}
