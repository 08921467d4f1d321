package org.kithwork.archives.internal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.importing.InteractionImport;
import org.kithwork.archives.internal.importing.PurchaseImport;
import org.kithwork.archives.internal.importing.ReturnImport;
import org.kithwork.archives.internal.importing.ReviewImport;
import org.kithwork.archives.internal.recommendation.AffinityJob;
import org.kithwork.archives.internal.recommendation.Exclusions;
import org.kithwork.archives.internal.recommendation.Recommendations;
import org.kithwork.archives.internal.store.AffinityStore;
import org.kithwork.archives.internal.store.ArchivesUnit;
import org.kithwork.archives.internal.store.AttachmentStore;
import org.kithwork.archives.internal.store.BehaviourStore;
import org.kithwork.archives.internal.store.ConfirmationStore;
import org.kithwork.archives.internal.store.CustomerDataStore;
import org.kithwork.archives.internal.store.ExclusionStore;
import org.kithwork.archives.internal.store.FactStore;
import org.kithwork.archives.internal.store.FollowUpStore;
import org.kithwork.archives.internal.store.FoundSignalStore;
import org.kithwork.archives.internal.store.InteractionStore;
import org.kithwork.archives.internal.store.NeedStore;
import org.kithwork.archives.internal.store.PortraitDataStore;
import org.kithwork.archives.internal.store.PreferenceKeyStore;
import org.kithwork.archives.internal.store.PreferenceStore;
import org.kithwork.archives.internal.store.PurchaseStore;
import org.kithwork.archives.internal.store.QualityArrivalStore;
import org.kithwork.archives.internal.store.QualityReportStore;
import org.kithwork.archives.internal.store.QualityRuleStore;
import org.kithwork.archives.internal.store.QualityStore;
import org.kithwork.archives.internal.store.QualityTaskStore;
import org.kithwork.archives.internal.store.ReviewStore;
import org.kithwork.archives.internal.store.SignalRuleStore;
import org.kithwork.archives.internal.store.SignalStore;
import org.kithwork.archives.internal.store.SummaryStore;
import org.kithwork.archives.internal.store.TermStore;
import org.kithwork.archives.internal.store.TimelineStore;
import org.kithwork.consent.AutomatedDecision;
import org.kithwork.consent.ConsentEvent;
import org.kithwork.consent.ConsentState;
import org.kithwork.consent.Consents;
import org.kithwork.consent.ContactPolicy;
import org.kithwork.customer.CustomerId;
import org.kithwork.event.Event;
import org.kithwork.event.spi.EventHandler;
import org.kithwork.field.FieldDefinition;
import org.kithwork.field.Fields;
import org.kithwork.file.CheckedFile;
import org.kithwork.importing.ImportOrigin;
import org.kithwork.money.MoneyDraft;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Actor;
import org.kithwork.permission.FieldAccess;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.UserId;
import org.kithwork.permission.Visibility;
import org.kithwork.store.SchemaReady;
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
import org.kithwork.test.FakeMails;
import org.kithwork.test.FakeMemberStates;
import org.kithwork.test.FakePaging;
import org.kithwork.test.FakeRates;
import org.kithwork.test.FakeSending;
import org.kithwork.test.FakeTrail;
import org.kithwork.test.FakeWorkingDays;
import org.kithwork.test.FixedClock;
import org.kithwork.test.SequentialIds;
import org.kithwork.test.TestDatabase;

/** The module put together on a database of its own, with fakes for the core. */
public final class Archives implements AutoCloseable {

    /** A wire form of an amount in yuan. */
    static MoneyDraft yuan(String amount) {
        return new MoneyDraft(amount, null);
    }

    public final TestDatabase database;
    public final FakeAccess access = FakeAccess.allowingAll();
    public final FakeCompany company = new FakeCompany();
    public final FixedClock clock = FixedClock.in2026();
    final SequentialIds ids = new SequentialIds("a");
    final FakeCipher cipher = new FakeCipher();
    final FakePaging paging = new FakePaging();
    public final FakeCustomers customers;
    final FakeAudit audit;
    final FakeJournal journal;
    final ArchivesUnit unit;
    final PurchaseStore purchaseStore;
    final InteractionStore interactionStore;
    final Purchases purchases;
    final PurchaseBook purchaseBook;
    final ReviewBook reviewBook;
    final Attachments attachments;
    public final Interactions interactions;
    public final InteractionBook interactionBook;
    final FakeMails mails;
    final FakeSending sending = new FakeSending();
    public final FakeRates rates = new FakeRates();
    public final RatingLinks ratingLinks;
    final RatingRequests ratingRequests;
    final RatingMails ratingMails;
    final FakeWorkingDays workingDays = new FakeWorkingDays();
    final SignalRules signalRules;
    final FoundSignalStore foundSignalStore;
    final FoundSignals foundSignals;
    final SignalHandler signalHandler;
    final FollowUpDays followUpDays;
    final FollowUpStore followUpStore;
    final AttachmentStore attachmentStore;
    final PreferenceStore preferenceStore;
    final TermStore termStore;
    final NeedStore needStore;
    final FollowUps followUps;
    final FollowUpBook followUpBook;
    final FollowUpMisses followUpMisses;
    final FollowUpEscalations followUpEscalations;
    final ArchivesSignals signals;
    final FakeEventTypes types = new FakeEventTypes().with(new ArchivesEvents());
    final TimelineStore timelineStore;
    final TimelineHandler timelineHandler;
    final FakeFields fields = new FakeFields();
    final Timeline timeline;
    final AffinityStore affinityStore;
    final Exclusions exclusions;
    final Recommendations recommendations;
    final AffinityJob affinityJob;
    final Summaries summaries;
    final ArchivesData data;
    final PurchaseImport purchaseImport;
    final InteractionImport interactionImport;
    final ReturnImport returnImport;
    final ReviewImport reviewImport;
    final Set<CustomerId> objecting = ConcurrentHashMap.newKeySet();
    final PreferenceKeys preferenceKeys;
    final PreferenceBook preferenceBook;
    final Preferences preferences;
    final Needs needs;
    final Terms terms;
    final ArchivesFacts facts;
    final Portraits portraits;
    final FakeMemberStates states;
    final Set<CustomerId> deceased = ConcurrentHashMap.newKeySet();
    final QualityRules qualityRules;
    final QualityIndex qualityIndex;
    final QualityArrivals qualityArrivals;
    final QualityStore qualityStore;
    final QualityTaskStore qualityTaskStore;
    final Qualities qualities;
    final Confirmations confirmations;
    final FreshnessPlan freshnessPlan;
    final NeedReminders needReminders;
    final WaitingDoctor waitingDoctor;
    final QualityUpkeep qualityUpkeep;
    final QualityReports qualityReports;
    volatile long inDoubt;
    final QualityHandler qualityHandler;

    /** The imports that brought records in, by kind and id. */
    final Map<String, ImportOrigin> origins = new ConcurrentHashMap<>();

    public Archives(DatabaseKind kind) {
        database = TestDatabase.create(kind, "archives", TestDatabase.CORE_VIEW, "db/archives/changelog.xml");
        customers = new FakeCustomers(database, access);
        audit = new FakeAudit(database.transactions());
        journal = new FakeJournal(database.transactions());
        SchemaReady ready = () -> "archives";
        unit = new ArchivesUnit(database.jpa(), ready);
        var trail = new FakeTrail(audit, journal);
        var archivesFields = new ArchivesFields(
                fields,
                (wanted, some) -> origins.entrySet().stream()
                        .filter(origin -> origin.getKey().startsWith(wanted + " "))
                        .collect(Collectors.toMap(
                                origin -> origin.getKey().substring(wanted.length() + 1), Map.Entry::getValue)));
        purchaseStore = new PurchaseStore(unit, ids, clock);
        var reviewStore = new ReviewStore(unit, cipher, clock);
        purchases = new Purchases(access, customers, purchaseStore, reviewStore, archivesFields, paging);
        reviewBook = new ReviewBook(
                access, customers, database.transactions(), purchaseStore, reviewStore, archivesFields, trail, clock);
        purchaseBook = new PurchaseBook(
                access,
                customers,
                database.transactions(),
                purchaseStore,
                new PurchaseDrafts(ids, clock, company, company),
                new ReturnDrafts(ids, clock),
                trail);
        interactionStore = new InteractionStore(unit, cipher, clock);
        interactions = new Interactions(access, customers, interactionStore, archivesFields, paging);
        var automation =
                new Automation(access, customer -> new AutomatedDecision(!objecting.contains(customer), null, null));
        signalRules = new SignalRules(access, database.transactions(), new SignalRuleStore(unit), trail, ids);
        foundSignalStore = new FoundSignalStore(unit, cipher, database.dialect());
        var finder = new SignalFinder(signalRules, interactionStore, foundSignalStore, automation, trail, ids, clock);
        signalHandler = new SignalHandler(finder);
        foundSignals = new FoundSignals(
                access, customers, database.transactions(), foundSignalStore, archivesFields, trail, paging, clock);
        var interactionDrafts = new InteractionDrafts(ids, clock, company);
        interactionBook = new InteractionBook(
                access,
                customers,
                database.transactions(),
                interactionStore,
                interactionDrafts,
                archivesFields,
                finder,
                trail);
        mails = new FakeMails(database.transactions());
        ratingLinks = new RatingLinks(
                access,
                database.transactions(),
                interactionStore,
                interactionBook,
                interactionDrafts,
                trail,
                mails,
                cipher,
                company,
                company,
                clock);
        ratingRequests = new RatingRequests(
                access, database.transactions(), interactionStore, interactionBook, sending, mails, trail, clock);
        ratingMails = new RatingMails(interactionStore, customers, ratingLinks, mails, company);
        attachmentStore = new AttachmentStore(unit, cipher, ids);
        attachments =
                new Attachments(access, customers, database.transactions(), attachmentStore, trail, paging, ids, clock);
        followUpDays = new FollowUpDays(company, company, workingDays, clock, 2);
        followUpStore = new FollowUpStore(unit, cipher, followUpDays, clock);
        var series = new FollowUpSeries(followUpStore, followUpDays, ids);
        followUps = new FollowUps(access, customers, followUpStore, followUpDays, archivesFields, paging);
        followUpBook = new FollowUpBook(
                access,
                customers,
                database.transactions(),
                followUpStore,
                new FollowUpDrafts(ids, clock, company, customers, followUpDays),
                series,
                interactionBook,
                archivesFields,
                trail,
                clock);
        followUpMisses = new FollowUpMisses(followUpStore, series, database.transactions(), trail, access, clock);
        followUpEscalations =
                new FollowUpEscalations(followUpStore, company, company, database.transactions(), trail, access, clock);
        timelineStore = new TimelineStore(unit, interactionStore, attachmentStore, new FakeJson());
        timelineHandler = new TimelineHandler(types, customers, timelineStore);
        timeline = new Timeline(access, customers, types, timelineStore, archivesFields, paging);
        summaries = new Summaries(access, customers, new SummaryStore(unit), archivesFields, company);
        purchaseImport = new PurchaseImport(purchaseBook, customers, customers.admin(), company);
        returnImport = new ReturnImport(purchaseBook, clock);
        reviewImport = new ReviewImport(reviewBook);
        interactionImport = new InteractionImport(interactionBook, customers, customers.admin(), company);
        preferenceStore = new PreferenceStore(unit, cipher, clock);
        var behaviourStore = new BehaviourStore(unit, interactionStore);
        var behaviours = new Behaviours(access, behaviourStore, company, company, clock);
        var inference = new Inference(access, behaviours, archivesFields, company, company);
        preferenceKeys = new PreferenceKeys(
                access, database.transactions(), new PreferenceKeyStore(unit, database.dialect()), trail);
        preferenceBook = new PreferenceBook(
                access,
                customers,
                database.transactions(),
                preferenceStore,
                new PreferenceDrafts(ids, clock, preferenceKeys),
                automation,
                archivesFields,
                trail);
        preferences = new Preferences(access, customers, preferenceStore, inference, automation, archivesFields, clock);
        needStore = new NeedStore(unit, cipher, clock);
        qualityStore = new QualityStore(unit, database.dialect());
        qualityTaskStore = new QualityTaskStore(unit, database.dialect());
        var qualityTasks = new QualityTasks(followUpStore, qualityStore, trail, access, clock);
        needs = new Needs(
                access,
                customers,
                database.transactions(),
                needStore,
                archivesFields,
                qualityTasks,
                trail,
                paging,
                ids,
                clock);
        termStore = new TermStore(unit, cipher);
        terms = new Terms(
                access,
                customers,
                database.transactions(),
                termStore,
                archivesFields,
                trail,
                paging,
                company,
                ids,
                clock);
        facts = new ArchivesFacts(
                access,
                customers,
                new FactStore(
                        unit, preferenceStore, needStore, termStore, reviewStore, interactionStore, new FakeJson()),
                preferenceKeys,
                automation,
                archivesFields,
                company);
        portraits = new Portraits(
                access,
                customers,
                preferences,
                preferenceKeys,
                needs,
                terms,
                foundSignals,
                behaviours,
                behaviourStore,
                new BehaviourLines(archivesFields, company, company),
                archivesFields,
                clock);
        states = new FakeMemberStates(customers);
        qualityRules = new QualityRules(
                access, database.transactions(), new QualityRuleStore(unit, database.dialect()), new NoFields(), trail);
        var confirmationStore = new ConfirmationStore(unit);
        qualityIndex = new QualityIndex(
                customers,
                states,
                new Lives(deceased),
                qualityRules,
                confirmationStore,
                qualityStore,
                qualityTasks,
                database.transactions(),
                clock);
        var qualityFields = new QualityFields(fields, qualityRules);
        qualities = new Qualities(
                access, customers, states, qualityRules, qualityFields, confirmationStore, qualityStore, paging, clock);
        confirmations = new Confirmations(
                access,
                customers,
                states,
                qualityFields,
                confirmationStore,
                qualityTaskStore,
                qualityTasks,
                database.transactions(),
                trail,
                ids,
                clock);
        var errands = new Errands(followUpDays, ids);
        freshnessPlan = new FreshnessPlan(
                customers,
                qualityIndex,
                qualityRules,
                qualityTaskStore,
                followUpStore,
                errands,
                company,
                database.transactions(),
                trail,
                access,
                clock);
        needReminders = new NeedReminders(
                customers,
                needStore,
                qualityRules,
                qualityTaskStore,
                followUpStore,
                errands,
                company,
                database.transactions(),
                trail,
                access,
                clock);
        waitingDoctor = new WaitingDoctor(needStore, qualityRules, company, clock);
        qualityReports = new QualityReports(
                access,
                new QualityReportStore(unit),
                qualityRules,
                () -> inDoubt,
                (members, locale) -> Map.of("phone", List.of("Owner", "Clerk")),
                company,
                company,
                database.transactions(),
                clock);
        qualityArrivals = new QualityArrivals(
                new QualityArrivalStore(unit, database.dialect()),
                qualityIndex,
                qualityRules,
                database.transactions(),
                clock);
        qualityUpkeep = new QualityUpkeep(
                customers,
                paging,
                company,
                qualityRules,
                qualityIndex,
                qualityArrivals,
                freshnessPlan,
                needReminders,
                qualityReports,
                qualityTaskStore,
                database.transactions(),
                clock);
        qualityHandler = new QualityHandler(qualityIndex, qualityArrivals);
        data = new ArchivesData(
                new CustomerDataStore(unit, interactionStore, followUpStore, timelineStore, database.dialect()),
                new PortraitDataStore(
                        unit, preferenceStore, needStore, termStore, reviewStore, attachmentStore, foundSignalStore),
                foundSignalStore,
                qualityTasks);
        affinityStore = new AffinityStore(unit, database.dialect());
        exclusions = new Exclusions(
                access, database.transactions(), new ExclusionStore(unit, database.dialect()), trail, ids, clock);
        recommendations = new Recommendations(access, customers, affinityStore, exclusions, automation, company, clock);
        affinityJob = new AffinityJob(access, affinityStore, database.transactions(), company, clock);
        signals = new ArchivesSignals(access, new SignalStore(unit), archivesFields, company);
    }

    /** A user who sees what this visibility covers, with every right of the module. */
    Actor user(String name, Visibility visibility) {
        return user(ids.next(), name, visibility);
    }

    Actor user(String id, String name, Visibility visibility) {
        var actor = new Actor(Actor.Kind.USER, id, name);
        access.grant(
                actor,
                visibility,
                "core:customer:view",
                ArchivesPermissions.VIEW_PURCHASES,
                ArchivesPermissions.CREATE_PURCHASES,
                ArchivesPermissions.EDIT_PURCHASES,
                ArchivesPermissions.DELETE_PURCHASES,
                ArchivesPermissions.VIEW_INTERACTIONS,
                ArchivesPermissions.CREATE_INTERACTIONS,
                ArchivesPermissions.EDIT_INTERACTIONS,
                ArchivesPermissions.VIEW_ATTACHMENTS,
                ArchivesPermissions.CREATE_ATTACHMENTS,
                ArchivesPermissions.DELETE_ATTACHMENTS,
                ArchivesPermissions.VIEW_PREFERENCES,
                ArchivesPermissions.CREATE_PREFERENCES,
                ArchivesPermissions.DELETE_PREFERENCES,
                ArchivesPermissions.VIEW_RECOMMENDATIONS,
                ArchivesPermissions.EDIT_RECOMMENDATIONS,
                ArchivesPermissions.VIEW_NEEDS,
                ArchivesPermissions.CREATE_NEEDS,
                ArchivesPermissions.EDIT_NEEDS,
                ArchivesPermissions.VIEW_TERMS,
                ArchivesPermissions.CREATE_TERMS,
                ArchivesPermissions.EDIT_TERMS,
                "core:consent:view",
                ArchivesPermissions.VIEW_SIGNALS,
                ArchivesPermissions.EDIT_SIGNALS,
                ArchivesPermissions.VIEW_QUALITY,
                ArchivesPermissions.CONFIRM_VALUES,
                ArchivesPermissions.VIEW_FOLLOW_UPS,
                ArchivesPermissions.CREATE_FOLLOW_UPS,
                ArchivesPermissions.EDIT_FOLLOW_UPS);
        return actor;
    }

    /** Sees the records of these stores. */
    static Visibility stores(StoreId... stores) {
        return new Visibility(
                false,
                Set.of(),
                Set.copyOf(List.of(stores).stream().map(StoreId::value).toList()),
                Set.of());
    }

    /** Sees the records of this owner. */
    static Visibility owner(UserId owner) {
        return new Visibility(false, Set.of(owner.value()), Set.of(), Set.of());
    }

    /** A purchase of one piece at this price. */
    PurchaseDraft purchase(CustomerId customer, String price) {
        return purchase(customer, null, null, line("1", price));
    }

    static PurchaseDraft purchase(CustomerId customer, StoreId store, String externalId, PurchaseDraft.Line... lines) {
        return new PurchaseDraft(
                customer.value(),
                store == null ? null : store.value(),
                "STORE",
                null,
                null,
                List.of(lines),
                externalId == null ? null : "pos",
                externalId);
    }

    static PurchaseDraft.Line line(String quantity, String price) {
        return new PurchaseDraft.Line("T-1", "Oolong tea", "tea", quantity, yuan(price), null, null, null);
    }

    /** A return of one line. */
    static ReturnDraft back(Purchase purchase, int line, String quantity) {
        return new ReturnDraft(
                null, List.of(new ReturnDraft.Line(purchase.lines().get(line).id(), quantity)), null);
    }

    /** Notes what the customer said of himself. */
    Preference likes(CustomerId customer, String key, String value) {
        return preferenceBook.note(new PreferenceDraft(customer.value(), key, value, null, null, null, null, null));
    }

    /** Notes what another system concluded. */
    Preference inferred(CustomerId customer, String key, String value, String confidence) {
        return preferenceBook.note(
                new PreferenceDraft(customer.value(), key, value, "INFERRED", confidence, null, null, null));
    }

    /** Notes what the customer needs. */
    Need needs(CustomerId customer, String text) {
        return needs.record(new NeedDraft(customer.value(), text, "counter", null));
    }

    /** A text file of the customer. */
    Attachment attached(CustomerId customer, String name, String content, @Nullable Audience visibility) {
        var file = new CheckedFile(name, "text/plain", content.getBytes(StandardCharsets.UTF_8));
        return attachments.keep(
                new AttachmentDraft(customer.value(), visibility == null ? null : visibility.name(), file));
    }

    /** A call of the customer. */
    InteractionDraft call(CustomerId customer, String body) {
        return new InteractionDraft(
                customer.value(), null, null, "PHONE", "IN", null, null, "Question", body, null, null, null, null);
    }

    /** A company that added no fields. */
    private static final class NoFields implements Fields {

        @Override
        public List<FieldDefinition> definitions(String object, FieldAccess least) {
            return List.of();
        }

        @Override
        public Map<String, Object> values(String object, String id) {
            return Map.of();
        }

        @Override
        public List<String> change(String object, String id, Map<String, @Nullable Object> values) {
            return List.of();
        }

        @Override
        public void remove(String object, String id) {}
    }

    /** Who has died. */
    private record Lives(Set<CustomerId> deceased) implements Consents {

        @Override
        public List<ConsentState> states(CustomerId customer) {
            return List.of();
        }

        @Override
        public List<ConsentEvent> log(CustomerId customer) {
            return List.of();
        }

        @Override
        public ContactPolicy policy(CustomerId customer) {
            return new ContactPolicy(
                    1, false, false, deceased.contains(customer), null, null, null, null, Instant.EPOCH);
        }
    }

    /** Delivers what was recorded since the last time, and what comes of it, as the journal does. */
    void deliver() {
        while (!journal.events().isEmpty()) {
            var events = journal.events();
            journal.clear();
            events.forEach(this::deliver);
        }
    }

    private void deliver(Event event) {
        var titled = types.find(event.type()).map(type -> type.title() != null).orElse(true);
        for (var handler : List.of(timelineHandler, signalHandler, qualityHandler, ratingMails)) {
            if (handler.types().contains(event.type())
                    || titled && handler.types().contains(EventHandler.TIMELINE)) {
                database.transactions().run(() -> handler.handle(event));
            }
        }
    }

    List<PurchaseView> purchasesOf(CustomerId customer) {
        return purchases.list(customer, PageRequest.first(200)).items();
    }

    @Override
    public void close() {
        database.close();
    }
}
