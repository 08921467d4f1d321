package org.kithwork.archives.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.archives.internal.store.RetentionRows;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.spi.CustomerDataParticipant;
import org.kithwork.customer.spi.CustomerErasure;
import org.kithwork.customer.spi.CustomerExport;
import org.kithwork.customer.spi.ErasureMode;
import org.kithwork.event.Event;
import org.kithwork.page.PageRequest;
import org.kithwork.privacy.spi.RetentionAction;
import org.kithwork.privacy.spi.RetentionRequest;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakeExport;
import org.kithwork.test.FakeJson;
import org.kithwork.test.FakePatch;
import org.kithwork.test.ParticipantContract;
import org.kithwork.test.TestDatabase;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class ArchivesDataTest extends ParticipantContract {

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

    @Override
    protected CustomerDataParticipant participant() {
        return archives.data;
    }

    @Override
    protected TestDatabase database() {
        return archives.database;
    }

    @Override
    protected CustomerId customer() {
        return archives.customers.add();
    }

    @Override
    protected void fill(CustomerId customer, String personal) {
        var bought = archives.purchaseBook.complete(archives.purchase(customer, "10"));
        archives.purchaseBook.giveBack(bought.id(), Archives.back(bought, 0, "1"));
        archives.reviewBook.review(
                bought.id(), new ReviewDraft(bought.lines().get(0).id(), 4, personal, null));
        var talk = archives.interactionBook.record(new InteractionDraft(
                customer.value(),
                null,
                null,
                "PHONE",
                "IN",
                null,
                null,
                personal,
                personal,
                personal,
                "mail",
                personal + archives.ids.next(),
                "AUTHOR"));
        archives.interactionBook.rate(talk.id(), new RatingDraft(2, personal, null));
        archives.likes(customer, "allergy", personal);
        archives.inferred(customer, "taste", personal, "0.4");
        var need = archives.needs(customer, personal);
        archives.needs.change(
                need.id(), need.version(), FakePatch.of("state", "MET").with("outcome", personal));
        archives.terms.agree(new TermDraft(customer.value(), personal, null, null));
        archives.followUpBook.plan(new FollowUpDraft(
                customer.value(),
                archives.clock.instant().plusSeconds(86_400).toString(),
                "CALL",
                personal,
                personal,
                null,
                null,
                null));
        archives.states.valid(customer, "phone", archives.clock.instant());
        archives.confirmations.confirm(new ConfirmationDraft(customer.value(), "phone"));
        archives.attached(customer, personal + ".txt", personal, Audience.AUTHOR);
        signal(customer, personal);
    }

    /** One that a rule found, with a note. */
    private static void signal(CustomerId customer, String note) {
        if (archives.signalRules.list().isEmpty()) {
            archives.signalRules.add(
                    new SignalRuleDraft("Strollers", "BUYING_INTENT", List.of("stroller"), null, null, 1, 7, null));
        }
        archives.interactionBook.record(archives.call(customer, "the red stroller"));
        archives.deliver();
        var found = archives.foundSignals
                .list(new SignalFilter(customer, null, null, null), false, PageRequest.first(1))
                .items()
                .get(0);
        archives.foundSignals.change(found.id(), found.version(), FakePatch.of("note", note));
    }

    @Override
    protected Set<String> kinds() {
        return Set.of(
                "purchases",
                "interactions",
                "follow-ups",
                "events",
                "preferences",
                "needs",
                "terms",
                "confirmations",
                "reviews",
                "attachments",
                "signals");
    }

    @Override
    protected Set<String> tombstones() {
        return Set.of("archives_erased");
    }

    @Test
    void purchasesOutliveThePersonUnderAPseudonym() {
        var customer = archives.customers.add();
        var bought = archives.purchaseBook.complete(archives.purchase(customer, "10"));

        erase(customer);

        var kept = archives.purchases.get(bought.id());
        assertThat(kept.customerId()).isNull();
        assertThat(kept.net()).isEqualTo(bought.net());
        assertThat(kept.lines())
                .isEqualTo(PurchaseView.of(bought, true, line -> null).lines());
    }

    @Test
    @DisplayName(
            "ARC-18: a copy holds the files with their bytes, whoever they were meant for; erasing leaves no part of them")
    void arc18_export() {
        var customer = archives.customers.add();
        archives.attached(customer, "合同.txt", "signed", Audience.AUTHOR);
        var copy = new FakeExport(new FakeJson());

        archives.data.export(new CustomerExport("e", customer), copy);
        erase(customer);

        assertThat(copy.files()).containsOnlyKeys("合同.txt");
        assertThat(copy.files().get("合同.txt")).asString(StandardCharsets.UTF_8).isEqualTo("signed");
        assertThat(counted("SELECT COUNT(*) FROM archives_attachment_part p WHERE NOT EXISTS"
                        + " (SELECT 1 FROM archives_attachment a WHERE a.id = p.attachment_id)"))
                .isZero();
    }

    @Test
    void ofAnInteractionNothingThatWasSaidOutlivesThePerson() throws SQLException {
        var customer = archives.customers.add();
        var talk = archives.interactionBook.record(new InteractionDraft(
                customer.value(), null, null, "PHONE", "IN", null, null, "T", "B", "O", "mail", null, null));

        erase(customer);

        try (var connection = archives.database.dataSource().getConnection();
                var query = connection.prepareStatement("SELECT topic_cipher, body_cipher, outcome_cipher,"
                        + " fingerprint_cipher FROM archives_interaction WHERE id = ?")) {
            query.setString(1, talk.id().value());
            var rows = query.executeQuery();
            assertThat(rows.next()).isTrue();
            for (int i = 1; i <= 4; i++) {
                assertThat(rows.getString(i)).isNull();
            }
        }
    }

    @Test
    void anEventThatComesAfterTheErasureLeavesNothing() {
        var customer = archives.customers.add();
        erase(customer);

        archives.database
                .transactions()
                .run(() -> archives.timelineHandler.handle(new Event(
                        archives.ids.next(),
                        "archives.purchase.completed",
                        customer,
                        archives.ids.next(),
                        archives.clock.instant(),
                        Map.of("amount", "1.00", "currency", "CNY"))));

        assertThat(archives.timelineStore.kinds(customer)).isEqualTo(List.of());
    }

    @Test
    @DisplayName(
            "S-28: purchases of somebody anonymised stay as figures, without the number by which a till knows them")
    void anonymised() {
        var customer = archives.customers.add();
        fill(customer, "secret");

        erase(customer, ErasureMode.ANONYMISE);

        assertThat(counted("SELECT COUNT(*) FROM archives_purchase WHERE pseudonym IS NOT NULL AND net > 0"))
                .isPositive();
        assertThat(counted("SELECT COUNT(*) FROM archives_purchase WHERE customer_id = '" + customer + "'"))
                .isZero();
        assertThat(counted("SELECT COUNT(*) FROM archives_timeline WHERE customer_id = '" + customer + "'"))
                .isZero();
    }

    @Test
    @DisplayName(
            "S-29, ARC-16: interactions and the signals found in them go when their time is over, purchases lose their person, and who is held keeps both")
    void retention() {
        var customer = archives.customers.add();
        var held = archives.customers.add();
        fill(customer, "secret");
        fill(held, "secret");
        var retention = new ArchivesRetention(new RetentionRows(archives.unit, archives.ids));
        var now = archives.clock.instant().plusSeconds(86_400L * 365 * 20);
        assertThat(retention.lastActivity(Set.of(customer, archives.customers.add())))
                .containsOnlyKeys(customer);

        for (var kind : Map.of(
                        "archives.interaction",
                        RetentionAction.DELETE,
                        "archives.follow-up",
                        RetentionAction.DELETE,
                        "archives.purchase",
                        RetentionAction.ANONYMISE)
                .entrySet()) {
            var request = new RetentionRequest(kind.getKey(), kind.getValue(), now, Set.of(held));
            var due = retention.due(request);
            assertThat(due.due()).isPositive();
            assertThat(due.blocked()).isPositive();
            assertThat(due.sample()).isNotEmpty().doesNotContain(held);
            archives.database.transactions().run(() -> {
                assertThat(retention.remove(request, null, 10_000).removed()).isEqualTo(due.due());
                assertThat(retention.remove(request, null, 10_000).removed()).isZero();
            });
        }

        for (var table :
                List.of("archives_purchase", "archives_interaction", "archives_follow_up", "archives_signal")) {
            assertThat(counted("SELECT COUNT(*) FROM " + table + " WHERE customer_id = '" + customer + "'"))
                    .isZero();
            assertThat(counted("SELECT COUNT(*) FROM " + table + " WHERE customer_id = '" + held + "'"))
                    .isPositive();
        }
    }

    private long counted(String query) {
        try (var connection = archives.database.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void erase(CustomerId customer) {
        erase(customer, ErasureMode.ERASE);
    }

    private void erase(CustomerId customer, ErasureMode mode) {
        archives.customers.erase(customer);
        archives.database
                .transactions()
                .run(() -> archives.data.erase(new CustomerErasure(
                        archives.ids.next(), customer, mode, "erased-" + archives.ids.next(), "asked for it")));
    }
}
