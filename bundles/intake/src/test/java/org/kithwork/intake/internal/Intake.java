package org.kithwork.intake.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.CustomerMatch;
import org.kithwork.field.FieldDefinition;
import org.kithwork.field.FieldTitle;
import org.kithwork.field.FieldType;
import org.kithwork.field.Fields;
import org.kithwork.intake.internal.Submission.State;
import org.kithwork.intake.internal.feed.FakeFolders;
import org.kithwork.intake.internal.feed.FakeImports;
import org.kithwork.intake.internal.feed.FeedRemovals;
import org.kithwork.intake.internal.feed.FeedUpkeep;
import org.kithwork.intake.internal.feed.Feeds;
import org.kithwork.intake.internal.feed.Folders;
import org.kithwork.intake.internal.feed.Hooks;
import org.kithwork.intake.internal.feed.MessageHandler;
import org.kithwork.intake.internal.feed.Messages;
import org.kithwork.intake.internal.feed.Orders;
import org.kithwork.intake.internal.store.CustomerDataStore;
import org.kithwork.intake.internal.store.DeliveryStore;
import org.kithwork.intake.internal.store.FeedFileStore;
import org.kithwork.intake.internal.store.FeedStore;
import org.kithwork.intake.internal.store.FormStore;
import org.kithwork.intake.internal.store.IntakeUnit;
import org.kithwork.intake.internal.store.MessageStore;
import org.kithwork.intake.internal.store.OrderStore;
import org.kithwork.intake.internal.store.SubmissionStore;
import org.kithwork.intake.internal.store.WebhookStore;
import org.kithwork.intake.internal.webhook.Deliveries;
import org.kithwork.intake.internal.webhook.Outside;
import org.kithwork.intake.internal.webhook.Subscriptions;
import org.kithwork.intake.internal.webhook.WebhookHandler;
import org.kithwork.intake.internal.webhook.WebhookReader;
import org.kithwork.intake.internal.webhook.WebhookRemovals;
import org.kithwork.intake.internal.webhook.WebhookSender;
import org.kithwork.interaction.InteractionEntry;
import org.kithwork.interaction.InteractionLog;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Actor;
import org.kithwork.permission.FieldAccess;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.store.SchemaReady;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakeAccess;
import org.kithwork.test.FakeAudit;
import org.kithwork.test.FakeCipher;
import org.kithwork.test.FakeCompany;
import org.kithwork.test.FakeConsents;
import org.kithwork.test.FakeCustomers;
import org.kithwork.test.FakeEventTypes;
import org.kithwork.test.FakeFields;
import org.kithwork.test.FakeJournal;
import org.kithwork.test.FakeJson;
import org.kithwork.test.FakeMails;
import org.kithwork.test.FakePaging;
import org.kithwork.test.FakeRates;
import org.kithwork.test.FixedClock;
import org.kithwork.test.SequentialIds;
import org.kithwork.test.TestDatabase;
import org.kithwork.text.Bilingual;

/** The module put together on a database of its own, with fakes for the core. */
public final class Intake implements AutoCloseable {

    public final TestDatabase database;
    public final FakeAccess access = FakeAccess.allowingAll();
    public final FakeCompany company = new FakeCompany();
    public final FixedClock clock = FixedClock.in2026();
    public final SequentialIds ids = new SequentialIds("a");
    public final FakeCipher cipher = new FakeCipher();
    public final FakeRates rates = new FakeRates();
    public final FakeFields rules = new FakeFields();
    public final FakeCustomers customers;
    public final FakeAudit audit;
    public final FakeJournal journal;
    public final FakeConsents consents;
    public final IntakeUnit unit;
    public final FormStore formStore;
    public final SubmissionStore submissionStore;
    public final CustomerDataStore dataStore;
    public final Forms forms;
    public final Receipts receipts;
    public final Kiosks kiosks;
    public final Captures captures;
    public final List<InteractionEntry> interactions = new ArrayList<>();
    public boolean interactionsAway;
    public final Notes notes;
    public final SubmissionHandler handler;
    public final FakeMails mails;
    public final ConfirmationMails confirmations;
    public final Submissions submissions;
    public final OwnFields own = new OwnFields();
    public final Outside outside = new Outside();
    public final FakeEventTypes types = new FakeEventTypes().with(new IntakeEvents());
    public final WebhookStore webhookStore;
    public final DeliveryStore deliveryStore;
    public final Subscriptions subscriptions;
    public final Deliveries deliveries;
    public final WebhookHandler webhookHandler;
    public final WebhookSender sender;
    public final FakeImports imports = new FakeImports();
    public final FakeFolders folders = new FakeFolders();
    public final FeedStore feedStore;
    public final FeedFileStore fileStore;
    public final MessageStore messageStore;
    public final Feeds feeds;
    public final FeedRemovals feedRemovals;
    public final WebhookRemovals webhookRemovals;
    public final Hooks hooks;
    public final Messages messages;
    public final FeedUpkeep feedUpkeep;
    public final OrderStore orderStore;
    public final Orders orders;

    public Intake(DatabaseKind kind) {
        database = TestDatabase.create(kind, "intake", TestDatabase.CORE_VIEW, "db/intake/changelog.xml");
        customers = new FakeCustomers(database, access);
        audit = new FakeAudit(database.transactions());
        journal = new FakeJournal(database.transactions());
        consents = new FakeConsents(database.transactions());
        SchemaReady ready = () -> "intake";
        unit = new IntakeUnit(database.jpa(), ready);
        formStore = new FormStore(unit, new FakeJson(), database.dialect());
        submissionStore = new SubmissionStore(unit, cipher, new FakeJson(), database.dialect(), access);
        dataStore = new CustomerDataStore(unit, submissionStore);
        forms = new Forms(
                access,
                database.transactions(),
                formStore,
                new FormReader(company, own),
                audit,
                new FakePaging(),
                ids,
                clock);
        receipts = new Receipts(database.transactions(), submissionStore, journal, audit, company, company, ids, clock);
        kiosks = new Kiosks(cipher, clock);
        captures = new Captures(
                access,
                forms,
                new FormReader(company, own),
                receipts,
                kiosks,
                company,
                cipher,
                database.transactions(),
                audit,
                clock);
        notes = new Notes(
                access,
                forms,
                receipts,
                customers,
                new Kept(),
                submissionStore,
                database.transactions(),
                audit,
                ids,
                clock);
        var drafts = new Drafts(own);
        var acceptance = new Acceptance(customers.admin(), consents, submissionStore, drafts, journal, audit, clock);
        handler = new SubmissionHandler(
                submissionStore, formStore, customers.admin(), acceptance, drafts, company, company, clock);
        mails = new FakeMails(database.transactions());
        confirmations = new ConfirmationMails(submissionStore, formStore, mails, rates, company, company);
        submissions = new Submissions(
                access,
                rules,
                customers,
                customers.admin(),
                database.transactions(),
                submissionStore,
                formStore,
                acceptance,
                drafts,
                audit,
                new FakePaging(),
                company,
                company,
                clock);
        webhookStore = new WebhookStore(unit, cipher, new FakeJson());
        deliveryStore = new DeliveryStore(unit, database.dialect());
        webhookRemovals = new WebhookRemovals(access, database.transactions(), webhookStore, deliveryStore, audit);
        subscriptions = new Subscriptions(
                access,
                database.transactions(),
                webhookStore,
                new WebhookReader(types, access),
                types,
                outside,
                audit,
                new FakePaging(),
                ids,
                clock);
        deliveries = new Deliveries(
                access, database.transactions(), webhookStore, deliveryStore, audit, new FakePaging(), ids, clock);
        webhookHandler = new WebhookHandler(webhookStore, deliveries);
        sender = new WebhookSender(
                webhookStore, deliveryStore, outside, outside, database.transactions(), new FakeJson(), audit, clock);
        feedStore = new FeedStore(unit, cipher, new FakeJson(), database.dialect());
        messageStore = new MessageStore(unit, cipher, new FakeJson(), database.dialect());
        fileStore = new FeedFileStore(unit);
        feeds = new Feeds(
                access,
                database.transactions(),
                feedStore,
                fileStore,
                imports,
                folders,
                outside,
                audit,
                new FakePaging(),
                ids,
                clock);
        feedRemovals =
                new FeedRemovals(access, database.transactions(), feedStore, messageStore, fileStore, imports, audit);
        hooks = new Hooks(feedStore, messageStore, outside, rates, journal, database.transactions(), ids, clock);
        messages = new Messages(
                access,
                database.transactions(),
                feedStore,
                messageStore,
                imports,
                new FakeJson(),
                audit,
                new FakePaging(),
                clock);
        orderStore = new OrderStore(unit, database.dialect());
        orders = new Orders(access, imports, orderStore, database.transactions(), clock);
        feedUpkeep = new FeedUpkeep(
                feedStore,
                fileStore,
                messageStore,
                messages,
                new Folders(fileStore, folders, imports, database.transactions(), audit, ids, clock),
                orderStore,
                database.transactions(),
                clock);
    }

    private final class Kept implements InteractionLog {

        @Override
        public boolean isOpen() {
            return !interactionsAway;
        }

        @Override
        public String record(InteractionEntry entry) {
            if (interactionsAway) {
                throw Problem.of(ProblemKind.UNAVAILABLE, "busy");
            }
            interactions.add(entry);
            return "interaction-" + interactions.size();
        }
    }

    /** Delivers the messages that came in since the last time, as the journal does: as the module. */
    public void deliverMessages() {
        var module = Actor.module("intake");
        access.allowAll(module);
        var events = journal.events();
        journal.clear();
        var messageHandler = new MessageHandler(messages);
        for (var event : events) {
            if (messageHandler.types().contains(event.type())) {
                access.run(module, () -> database.transactions().run(() -> messageHandler.handle(event)));
            }
        }
    }

    /** Fields of the company as a test defines them. */
    public static final class OwnFields implements Fields {

        private final List<FieldDefinition> definitions = new ArrayList<>();

        public void define(String key, FieldType type, String... choices) {
            definitions.add(new FieldDefinition(
                    key,
                    1,
                    "core:customer",
                    key,
                    new FieldTitle("字段" + key, "Field " + key),
                    type,
                    false,
                    List.of(choices).stream()
                            .map(choice -> new FieldDefinition.Choice(choice, new FieldTitle(choice, choice), false))
                            .toList(),
                    FieldDefinition.Limits.NONE,
                    List.of(),
                    false,
                    false,
                    null,
                    definitions.size(),
                    false));
        }

        public void clear() {
            definitions.clear();
        }

        @Override
        public List<FieldDefinition> definitions(String object, FieldAccess least) {
            return List.copyOf(definitions);
        }

        @Override
        public Map<String, Object> values(String object, String id) {
            return Map.of();
        }

        @Override
        public List<String> change(String object, String id, Map<String, @Nullable Object> values) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void remove(String object, String id) {}
    }

    private int slugs;

    public String slug() {
        slugs++;
        return "form-" + slugs;
    }

    /** A form that asks for name, telephone number, e-mail address and birthday, and for leave to advertise. */
    public FormDraft draft(boolean doubleOptIn) {
        return new FormDraft(
                slug(),
                null,
                null,
                new Bilingual("会员登记", "Sign up"),
                null,
                null,
                List.of(
                        new FormDraft.Field("fullName", true),
                        new FormDraft.Field("phone", true),
                        new FormDraft.Field("email", false),
                        new FormDraft.Field("birth", false),
                        new FormDraft.Field("note", false)),
                List.of(new FormDraft.Consent(
                        "MARKETING", List.of("SMS", "EMAIL"), false, new Bilingual("接收优惠信息", "Send me offers"))),
                new FormDraft.Notice("2026-1", new Bilingual("我们如何使用您的信息", "How we use your data")),
                doubleOptIn,
                List.of("https://www.example.com"),
                null);
    }

    public Form form(boolean doubleOptIn) {
        return forms.create(draft(doubleOptIn));
    }

    /** What a visitor types, by name. */
    public static Map<String, List<String>> typed(String... namesAndValues) {
        var typed = new HashMap<String, List<String>>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            typed.put(namesAndValues[i], List.of(namesAndValues[i + 1]));
        }
        return typed;
    }

    /** Sends a form as the public does. */
    public Submission send(Form form, String... namesAndValues) {
        var stamp = Secrets.random();
        access.run(Actor.PUBLIC, () -> {
            var faults = new org.kithwork.problem.Faults();
            var said = receipts.read(form, typed(namesAndValues), faults);
            if (said == null) {
                throw new IllegalArgumentException(faults.toString());
            }
            receipts.receive(form, said, stamp, java.util.Locale.SIMPLIFIED_CHINESE);
        });
        return newest();
    }

    public Submission newest() {
        return submissions.list(null, PageRequest.first(1)).items().get(0);
    }

    /** Delivers what was recorded since the last time, as the journal does: as the module. */
    public void deliver() {
        var module = Actor.module("intake");
        access.allowAll(module);
        var events = journal.events();
        journal.clear();
        for (var event : events) {
            for (var each : List.of(handler, confirmations)) {
                if (each.types().contains(event.type())) {
                    access.run(module, () -> database.transactions().run(() -> each.handle(event)));
                }
            }
        }
    }

    public Submission again(Submission submission) {
        return submissions.get(submission.id());
    }

    public List<Submission> waiting() {
        return submissions.list(State.REVIEW, PageRequest.first(50)).items();
    }

    /** Somebody whom a draft is like by this rule. */
    public static CustomerMatch match(CustomerId id, String name, CustomerMatch.Rule rule) {
        return new CustomerMatch(id, name, null, rule, rule.score());
    }

    @Override
    public void close() {
        database.close();
    }
}
