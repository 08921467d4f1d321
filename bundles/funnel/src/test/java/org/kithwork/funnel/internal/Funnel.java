package org.kithwork.funnel.internal;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.CustomerId;
import org.kithwork.field.FieldDefinition;
import org.kithwork.field.FieldTitle;
import org.kithwork.field.FieldType;
import org.kithwork.field.Fields;
import org.kithwork.funnel.internal.attainment.Targets;
import org.kithwork.funnel.internal.board.Boards;
import org.kithwork.funnel.internal.forecast.ForecastUpkeep;
import org.kithwork.funnel.internal.forecast.Forecasts;
import org.kithwork.funnel.internal.importing.LeadImport;
import org.kithwork.funnel.internal.importing.OpportunityImport;
import org.kithwork.funnel.internal.lead.Assigner;
import org.kithwork.funnel.internal.lead.AssignmentRules;
import org.kithwork.funnel.internal.lead.LeadBook;
import org.kithwork.funnel.internal.lead.LeadConversions;
import org.kithwork.funnel.internal.lead.LeadMoves;
import org.kithwork.funnel.internal.lead.LeadReader;
import org.kithwork.funnel.internal.lead.Leads;
import org.kithwork.funnel.internal.lead.Newcomers;
import org.kithwork.funnel.internal.lead.RuleReader;
import org.kithwork.funnel.internal.odds.BackTests;
import org.kithwork.funnel.internal.odds.Chances;
import org.kithwork.funnel.internal.odds.OddsUpkeep;
import org.kithwork.funnel.internal.opportunity.Credits;
import org.kithwork.funnel.internal.opportunity.EntryTasks;
import org.kithwork.funnel.internal.opportunity.Erasures;
import org.kithwork.funnel.internal.opportunity.LostReasons;
import org.kithwork.funnel.internal.opportunity.MoveDraft;
import org.kithwork.funnel.internal.opportunity.Opportunities;
import org.kithwork.funnel.internal.opportunity.Opportunity;
import org.kithwork.funnel.internal.opportunity.OpportunityBook;
import org.kithwork.funnel.internal.opportunity.OpportunityDraft;
import org.kithwork.funnel.internal.opportunity.OpportunityFields;
import org.kithwork.funnel.internal.opportunity.OpportunityMoves;
import org.kithwork.funnel.internal.opportunity.OpportunityReader;
import org.kithwork.funnel.internal.opportunity.Recounts;
import org.kithwork.funnel.internal.opportunity.SaleReturns;
import org.kithwork.funnel.internal.pace.PaceUpkeep;
import org.kithwork.funnel.internal.pace.Paces;
import org.kithwork.funnel.internal.pipeline.Pipeline;
import org.kithwork.funnel.internal.pipeline.PipelineReader;
import org.kithwork.funnel.internal.pipeline.PipelineUse;
import org.kithwork.funnel.internal.pipeline.Pipelines;
import org.kithwork.funnel.internal.pipeline.Stage;
import org.kithwork.funnel.internal.pool.Claims;
import org.kithwork.funnel.internal.pool.ContactHandler;
import org.kithwork.funnel.internal.pool.PoolReader;
import org.kithwork.funnel.internal.pool.PoolUpkeep;
import org.kithwork.funnel.internal.pool.Pools;
import org.kithwork.funnel.internal.pool.Returns;
import org.kithwork.funnel.internal.quote.QuoteBook;
import org.kithwork.funnel.internal.quote.QuoteFields;
import org.kithwork.funnel.internal.quote.QuotePapers;
import org.kithwork.funnel.internal.quote.QuotePolicies;
import org.kithwork.funnel.internal.quote.QuoteReader;
import org.kithwork.funnel.internal.quote.QuoteRules;
import org.kithwork.funnel.internal.quote.QuoteSteps;
import org.kithwork.funnel.internal.quote.Quotes;
import org.kithwork.funnel.internal.report.ReportTables;
import org.kithwork.funnel.internal.report.Reports;
import org.kithwork.funnel.internal.report.WhatIfs;
import org.kithwork.funnel.internal.repurchase.RepurchaseReasons;
import org.kithwork.funnel.internal.repurchase.RepurchaseRules;
import org.kithwork.funnel.internal.repurchase.Repurchases;
import org.kithwork.funnel.internal.repurchase.RhythmHandler;
import org.kithwork.funnel.internal.repurchase.Rhythms;
import org.kithwork.funnel.internal.score.FactReader;
import org.kithwork.funnel.internal.score.ScoreRuleReader;
import org.kithwork.funnel.internal.score.ScoreRules;
import org.kithwork.funnel.internal.score.Scores;
import org.kithwork.funnel.internal.store.AssignmentRuleStore;
import org.kithwork.funnel.internal.store.ContactStore;
import org.kithwork.funnel.internal.store.CreditStore;
import org.kithwork.funnel.internal.store.CustomerDataStore;
import org.kithwork.funnel.internal.store.ForecastStore;
import org.kithwork.funnel.internal.store.FunnelUnit;
import org.kithwork.funnel.internal.store.LeadRetentionRows;
import org.kithwork.funnel.internal.store.LeadStore;
import org.kithwork.funnel.internal.store.LostReasonStore;
import org.kithwork.funnel.internal.store.NoteRetention;
import org.kithwork.funnel.internal.store.OddsStore;
import org.kithwork.funnel.internal.store.OpportunityStore;
import org.kithwork.funnel.internal.store.PaceStore;
import org.kithwork.funnel.internal.store.PipelineStore;
import org.kithwork.funnel.internal.store.PoolDataStore;
import org.kithwork.funnel.internal.store.PoolLog;
import org.kithwork.funnel.internal.store.PoolRoundStore;
import org.kithwork.funnel.internal.store.PoolStore;
import org.kithwork.funnel.internal.store.QuotePolicyStore;
import org.kithwork.funnel.internal.store.QuoteStore;
import org.kithwork.funnel.internal.store.RecountStore;
import org.kithwork.funnel.internal.store.ReportStore;
import org.kithwork.funnel.internal.store.RepurchaseRuleStore;
import org.kithwork.funnel.internal.store.RepurchaseStore;
import org.kithwork.funnel.internal.store.RetentionRows;
import org.kithwork.funnel.internal.store.RhythmStore;
import org.kithwork.funnel.internal.store.ScoreRuleStore;
import org.kithwork.funnel.internal.store.SignalRows;
import org.kithwork.funnel.internal.store.TargetStore;
import org.kithwork.funnel.internal.store.TaskStore;
import org.kithwork.funnel.internal.store.TransitionStore;
import org.kithwork.funnel.internal.store.WorthStore;
import org.kithwork.interaction.FollowUpEntry;
import org.kithwork.interaction.FollowUpPlanner;
import org.kithwork.interaction.InteractionEntry;
import org.kithwork.interaction.InteractionLog;
import org.kithwork.money.CurrencyRates;
import org.kithwork.money.MoneyDraft;
import org.kithwork.money.Rate;
import org.kithwork.permission.Actor;
import org.kithwork.permission.FieldAccess;
import org.kithwork.permission.Visibility;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakeAccess;
import org.kithwork.test.FakeAudit;
import org.kithwork.test.FakeCipher;
import org.kithwork.test.FakeCompany;
import org.kithwork.test.FakeCustomers;
import org.kithwork.test.FakeEventTypes;
import org.kithwork.test.FakeFields;
import org.kithwork.test.FakeJournal;
import org.kithwork.test.FakeJson;
import org.kithwork.test.FakeMemberStates;
import org.kithwork.test.FakePaging;
import org.kithwork.test.FakeTrail;
import org.kithwork.test.FakeUsers;
import org.kithwork.test.FixedClock;
import org.kithwork.test.SequentialIds;
import org.kithwork.test.TestDatabase;

/** The module put together on a database of its own, with fakes for the core. */
public final class Funnel implements AutoCloseable {

    public final TestDatabase database;
    public final FakeAccess access = FakeAccess.allowingAll();
    public final FakeCompany company = new FakeCompany();
    public final FakeUsers users = new FakeUsers();
    public final FakeFields fields = new FakeFields();
    public final FixedClock clock = FixedClock.in2026();
    public final SequentialIds ids = new SequentialIds("b");
    public final FakeCipher cipher = new FakeCipher();
    public final FakeCustomers customers;
    public final FakeAudit audit;
    public final FakeJournal journal;
    public final OpportunityStore store;
    public final Pipelines pipelines;
    public final OpportunityBook book;
    public final OpportunityMoves moves;
    public final EntryTasks tasks;
    public final Recounts recounts;
    public final Planned planner = new Planned();
    public final Opportunities opportunities;
    public final LostReasons reasons;
    public final Boards boards;
    public final FunnelData data;
    public final OpportunityImport imports;
    public final Reports reports;
    public final Paces paces;
    public final LeadBook leadBook;
    public final LeadMoves leadMoves;
    public final LeadConversions conversions;
    public final Leads leads;
    public final AssignmentRules rules;
    public final LeadStore leadStore;
    public final LeadImport leadImports;
    public final FunnelRetention retention;
    public final Kept interactions = new Kept();
    public final PaceUpkeep paceUpkeep;
    public final Forecasts forecasts;
    public final ForecastUpkeep forecastUpkeep;
    public final ReportTables tables;
    public final Credits credits;
    public final SaleReturns returns;
    public final Targets targets;
    public final Chances chances;
    public final OddsUpkeep oddsUpkeep;
    public final BackTests backTests;
    public final WhatIfs whatIfs;
    public final FakeSignals signals = new FakeSignals();
    public final FakeMemberStates members;
    public final ScoreRules scoreRules;
    public final Scores scores;
    public final FakeDecisions decisions = new FakeDecisions();
    public final Rhythms rhythms;
    public final RhythmHandler rhythmHandler;
    public final RepurchaseRules repurchaseRules;
    public final Repurchases repurchases;
    public final RepurchaseReasons repurchaseReasons;
    public final FunnelSignals ownSignals;
    public final Pools pools;
    public final Claims claims;
    public final Returns poolReturns;
    public final PoolUpkeep poolUpkeep;
    public final PoolLog poolLog;
    public final ContactStore contacts;
    public final ContactHandler contactHandler;
    public final FakeEventTypes events = new FakeEventTypes();
    public final CompanyFields companyFields = new CompanyFields();
    public final QuoteStore quoteStore;
    public final QuotePolicies quotePolicies;
    public final Quotes quotes;
    public final QuotePapers quotePapers;
    public final QuoteBook quoteBook;
    public final QuoteSteps quoteSteps;

    /** Rates by the code of the currency that is converted into yuan. */
    public final Map<String, BigDecimal> rates = new HashMap<>();

    public Funnel(DatabaseKind kind) {
        database = TestDatabase.create(kind, "funnel", TestDatabase.CORE_VIEW, "db/funnel/changelog.xml");
        customers = new FakeCustomers(database, access);
        audit = new FakeAudit(database.transactions());
        journal = new FakeJournal(database.transactions());
        var trail = new FakeTrail(audit, journal);
        var json = new FakeJson();
        var unit = new FunnelUnit(database.jpa(), () -> "funnel");
        var pipelineStore = new PipelineStore(unit, json, clock);
        store = new OpportunityStore(unit, cipher, ids, company, clock);
        var steps = new TransitionStore(unit, cipher, json, ids);
        var recountStore = new RecountStore(unit, database.dialect(), company);
        recounts = new Recounts(access, database.transactions(), pipelineStore, recountStore);
        pipelines = new Pipelines(
                access,
                database.transactions(),
                pipelineStore,
                store,
                recountStore,
                new PipelineReader(ids, company, company),
                trail,
                ids);
        var shown = new OpportunityFields(fields, users);
        reasons = new LostReasons(
                access, database.transactions(), new LostReasonStore(unit, database.dialect(), json), trail);
        var use = new PipelineUse(company);
        tasks = new EntryTasks(
                access,
                database.transactions(),
                store,
                new TaskStore(unit, database.dialect()),
                planner,
                users,
                company,
                clock);
        book = new OpportunityBook(
                access,
                customers,
                database.transactions(),
                store,
                steps,
                pipelineStore,
                new OpportunityReader(access, company, company, users, ids),
                shown,
                reasons,
                use,
                tasks,
                trail,
                clock);
        imports = new OpportunityImport(book, pipelineStore, customers, customers.admin(), users, company, clock);
        moves = new OpportunityMoves(
                access,
                customers,
                database.transactions(),
                store,
                steps,
                pipelineStore,
                reasons,
                use,
                tasks,
                trail,
                clock);
        opportunities = new Opportunities(access, customers, store, steps, shown, new FakePaging(), clock);
        reports = new Reports(
                access,
                pipelineStore,
                new ReportStore(unit, company),
                shown,
                new Rates(),
                company,
                users,
                company,
                clock);
        tables = new ReportTables(pipelineStore);
        var forecastStore = new ForecastStore(unit, database.dialect());
        forecastUpkeep =
                new ForecastUpkeep(pipelineStore, forecastStore, database.transactions(), new Rates(), company, clock);
        forecasts = new Forecasts(
                access,
                pipelineStore,
                forecastStore,
                new ReportStore(unit, company),
                shown,
                new Rates(),
                company,
                users,
                clock);
        var paceStore = new PaceStore(unit, database.dialect());
        paces = new Paces(access, pipelineStore, paceStore);
        paceUpkeep = new PaceUpkeep(pipelineStore, paceStore, clock);
        boards = new Boards(access, pipelineStore, new WorthStore(unit), shown, new Rates(), company, clock);
        var oddsStore = new OddsStore(unit, database.dialect());
        chances = new Chances(access, store, pipelineStore, oddsStore, clock);
        oddsUpkeep = new OddsUpkeep(pipelineStore, oddsStore, database.transactions(), company, clock);
        backTests = new BackTests(access, pipelineStore, oddsStore, company, clock);
        whatIfs = new WhatIfs(
                access, reports, pipelineStore, new ReportStore(unit, company), shown, new Rates(), company, clock);
        var creditStore = new CreditStore(unit, cipher, company, clock);
        credits = new Credits(access, database.transactions(), store, creditStore, users, trail);
        returns =
                new SaleReturns(access, database.transactions(), store, shown, creditStore, company, trail, ids, clock);
        targets = new Targets(
                access,
                database.transactions(),
                new TargetStore(unit, database.dialect()),
                creditStore,
                pipelineStore,
                shown,
                new Rates(),
                company,
                users,
                company,
                company,
                trail,
                clock);
        members = new FakeMemberStates(customers);
        var scoreRuleStore = new ScoreRuleStore(unit, json);
        scoreRules = new ScoreRules(
                access,
                database.transactions(),
                scoreRuleStore,
                new ScoreRuleReader(pipelineStore, company),
                trail,
                ids);
        rhythms = new Rhythms(new RhythmStore(unit, database.dialect()), company);
        rhythmHandler = new RhythmHandler(customers, rhythms);
        var repurchaseRuleStore = new RepurchaseRuleStore(unit, database.dialect());
        repurchaseRules =
                new RepurchaseRules(access, database.transactions(), pipelineStore, repurchaseRuleStore, trail);
        var repurchaseStore = new RepurchaseStore(unit, database.dialect());
        repurchases = new Repurchases(
                customers,
                decisions,
                database.transactions(),
                pipelineStore,
                repurchaseRuleStore,
                repurchaseStore,
                book,
                company,
                clock);
        repurchaseReasons = new RepurchaseReasons(access, opportunities, customers, repurchaseStore);
        quoteStore = new QuoteStore(unit, database.dialect(), cipher, ids, clock);
        var quoteReader = new QuoteReader(company, clock);
        var quoteFields = new QuoteFields(fields);
        var quoteRules = new QuoteRules(customers, trail, clock);
        quotePolicies = new QuotePolicies(
                access, database.transactions(), new QuotePolicyStore(unit), new Rates(), company, trail, quoteReader);
        quotes = new Quotes(access, quoteStore, store, quoteFields, quoteReader, new FakePaging());
        quotePapers = new QuotePapers(quotes, customers, company, company);
        quoteBook = new QuoteBook(
                access,
                database.transactions(),
                store,
                quoteStore,
                quoteReader,
                quoteFields,
                company,
                ids,
                quoteRules,
                clock);
        quoteSteps = new QuoteSteps(
                access, database.transactions(), quoteStore, quoteReader, quoteFields, quoteRules, quotePolicies, book);
        leadStore = new LeadStore(unit, cipher, clock);
        retention = new FunnelRetention(
                new RetentionRows(unit, ids), new LeadRetentionRows(unit, ids), new NoteRetention(unit), rhythms);
        ownSignals = new FunnelSignals(access, new SignalRows(unit), shown, company);
        var poolStore = new PoolStore(unit, json, clock);
        poolLog = new PoolLog(unit, database.dialect());
        contacts = new ContactStore(unit, database.dialect());
        var customerClaims = customers.claims(clock);
        pools = new Pools(
                access,
                database.transactions(),
                poolStore,
                new PoolReader(company, company, companyFields),
                trail,
                ids);
        claims = new Claims(
                access,
                customerClaims,
                database.transactions(),
                poolStore,
                poolLog,
                contacts,
                company,
                company,
                ids,
                clock);
        poolReturns =
                new Returns(access, customerClaims, customers, poolStore, contacts, company, events, company, clock);
        poolUpkeep = new PoolUpkeep(
                customerClaims,
                claims,
                poolReturns,
                new PoolRoundStore(unit, database.dialect()),
                database.transactions(),
                clock);
        contactHandler = new ContactHandler(customers, contacts, clock);
        data = new FunnelData(
                new CustomerDataStore(unit, store, steps, creditStore, leadStore, quoteStore, quoteReader),
                new Erasures(store, steps, pipelineStore, access, clock),
                rhythms,
                new PoolDataStore(unit, poolLog, contacts));
        leads = new Leads(access, customers, leadStore, users, new FakePaging());
        scores = new Scores(
                opportunities,
                leads,
                pipelineStore,
                scoreRuleStore,
                new FactReader(signals, customers, members, fields),
                new Rates(),
                company,
                clock);
        var ruleStore = new AssignmentRuleStore(unit, database.dialect(), json, clock);
        rules = new AssignmentRules(
                access, database.transactions(), ruleStore, new RuleReader(users, company, company, ids), trail);
        var assigner = new Assigner(ruleStore, users, company);
        var leadReader = new LeadReader(access, company, users, ids);
        leadBook = new LeadBook(
                access,
                customers,
                database.transactions(),
                leadStore,
                leadReader,
                new Newcomers(access, customers.admin(), users),
                assigner,
                trail,
                clock);
        leadMoves =
                new LeadMoves(access, database.transactions(), leadStore, leadReader, leadBook, assigner, trail, clock);
        conversions = new LeadConversions(
                access, database.transactions(), leadStore, leadBook, book, interactions, trail, clock);
        leadImports = new LeadImport(leadBook, customers, customers.admin(), users, company, clock);
    }

    /** Interactions as another module would keep them. */
    public static final class Kept implements InteractionLog {

        public final List<InteractionEntry> entries = new ArrayList<>();
        public boolean open = true;

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public String record(InteractionEntry entry) {
            entries.add(entry);
            return "e0000000-0000-7000-8000-%012d".formatted(entries.size());
        }
    }

    /** Fields of customers that the company has added, of which nothing but key and type matters. */
    public static final class CompanyFields implements Fields {

        private final List<FieldDefinition> definitions = new ArrayList<>();

        public void add(String key, FieldType type) {
            definitions.add(new FieldDefinition(
                    "f-" + key,
                    1,
                    "core:customer",
                    key,
                    new FieldTitle(key, key),
                    type,
                    false,
                    List.of(),
                    FieldDefinition.Limits.NONE,
                    List.of(),
                    false,
                    false,
                    null,
                    0,
                    false));
        }

        @Override
        public List<FieldDefinition> definitions(String object, FieldAccess least) {
            return definitions;
        }

        @Override
        public Map<String, Object> values(String object, String id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<String> change(String object, String id, Map<String, @Nullable Object> values) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void remove(String object, String id) {
            throw new UnsupportedOperationException();
        }
    }

    /** Follow-ups as another module would keep them. */
    public static final class Planned implements FollowUpPlanner {

        public final List<FollowUpEntry> entries = new ArrayList<>();
        public boolean open = true;

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public String plan(FollowUpEntry entry) {
            entries.add(entry);
            return "f0000000-0000-7000-8000-%012d".formatted(entries.size());
        }
    }

    private final class Rates implements CurrencyRates {

        @Override
        public Optional<Rate> find(Currency from, Currency to, LocalDate on) {
            var rate = from.equals(to) ? BigDecimal.ONE : rates.get(from.getCurrencyCode());
            return rate == null ? Optional.empty() : Optional.of(new Rate(from, to, rate, on, List.of()));
        }

        @Override
        public Rate rateOn(Currency from, Currency to, LocalDate on) {
            return find(from, to, on).orElseThrow();
        }
    }

    /** The pipeline that is there from the start. */
    public Pipeline standard() {
        return pipelines.list().get(0);
    }

    /** A stage of the standard pipeline by its English name. */
    public Stage stage(String name) {
        return stage(standard(), name);
    }

    public static Stage stage(Pipeline pipeline, String name) {
        return pipeline.stages().stream()
                .filter(stage -> name.equals(stage.name().en()))
                .findFirst()
                .orElseThrow();
    }

    /** What is said of an opportunity worth so many yuan. */
    public static OpportunityDraft draft(@Nullable CustomerId customer, @Nullable String amount) {
        return draft(customer, amount == null ? null : new MoneyDraft(amount, "CNY"), null);
    }

    public static OpportunityDraft draft(
            @Nullable CustomerId customer, @Nullable MoneyDraft amount, @Nullable String stage) {
        return new OpportunityDraft(
                customer == null ? null : customer.value(),
                null,
                stage,
                "Tea for the lobby",
                amount,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** Moves an opportunity to the stage of the standard pipeline. */
    public Opportunity move(Opportunity one, String stage) {
        return move(one, stage, null);
    }

    public Opportunity move(Opportunity one, String stage, @Nullable String reason) {
        return moves.move(one.id(), to(stage(stage), reason));
    }

    public static MoveDraft to(Stage stage, @Nullable String reason) {
        return new MoveDraft(stage.id().value(), null, null, reason, null);
    }

    /** A user who sees what this visibility covers, with these rights. */
    public Actor user(String name, Visibility visibility, String... rights) {
        var actor = users.employ(name);
        access.grant(actor, visibility, "core:customer:view");
        access.grant(actor, visibility, rights);
        return actor;
    }

    /** Sees what is his own. */
    public static Visibility own(Actor user) {
        return new Visibility(false, Set.of(user.id()), Set.of(), Set.of());
    }

    @Override
    public void close() {
        database.close();
    }
}
