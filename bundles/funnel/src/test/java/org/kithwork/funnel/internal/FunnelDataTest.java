package org.kithwork.funnel.internal;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.spi.CustomerDataParticipant;
import org.kithwork.customer.spi.CustomerErasure;
import org.kithwork.customer.spi.CustomerMerge;
import org.kithwork.customer.spi.ErasureMode;
import org.kithwork.funnel.internal.lead.LeadDraft;
import org.kithwork.funnel.internal.lead.LeadNoteDraft;
import org.kithwork.funnel.internal.opportunity.MoveDraft;
import org.kithwork.funnel.internal.opportunity.OpportunityDraft;
import org.kithwork.funnel.internal.opportunity.SaleReturns;
import org.kithwork.funnel.internal.opportunity.Status;
import org.kithwork.funnel.internal.pool.ClaimDraft;
import org.kithwork.funnel.internal.pool.PoolDraft;
import org.kithwork.funnel.internal.quote.QuoteDraft;
import org.kithwork.funnel.internal.quote.QuoteState;
import org.kithwork.funnel.internal.quote.Quotes;
import org.kithwork.funnel.internal.quote.StepDraft;
import org.kithwork.funnel.internal.quote.StepTaken;
import org.kithwork.money.Money;
import org.kithwork.money.MoneyDraft;
import org.kithwork.page.PageRequest;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.DeclaredCells;
import org.kithwork.test.FakeAccess;
import org.kithwork.test.ParticipantContract;
import org.kithwork.test.TestDatabase;
import org.kithwork.text.Bilingual;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class FunnelDataTest extends ParticipantContract {

    private static Funnel funnel;

    @Parameter
    DatabaseKind kind;

    @BeforeParameterizedClassInvocation
    static void open(DatabaseKind kind) {
        funnel = new Funnel(kind);
    }

    @AfterParameterizedClassInvocation
    static void close() {
        funnel.close();
    }

    @Override
    protected CustomerDataParticipant participant() {
        return funnel.data;
    }

    @Override
    protected TestDatabase database() {
        return funnel.database;
    }

    @Override
    protected CustomerId customer() {
        return funnel.customers.add();
    }

    @Override
    protected void fill(CustomerId customer, String personal) {
        var one = funnel.book.create(new OpportunityDraft(
                customer.value(),
                null,
                null,
                personal,
                new MoneyDraft("10", "CNY"),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                personal,
                null));
        var quote = funnel.quoteBook.create(new QuoteDraft(
                one.id().value(),
                List.of(new QuoteDraft.Line("Tea", "1", new MoneyDraft("10", "CNY"), "50", null)),
                null,
                null,
                personal));
        funnel.quoteSteps.submit(quote.quote().id(), new StepDraft(personal));
        var lost = funnel.moves.move(
                one.id(), new MoveDraft(funnel.stage("Lost").id().value(), null, null, "PRICE", personal));
        funnel.move(lost, "Consideration", personal);
        var sold = funnel.move(funnel.book.create(Funnel.draft(customer, "30")), "Purchase");
        funnel.returns.add(sold.id(), new SaleReturns.Draft(new MoneyDraft("1", "CNY"), null, personal));
        funnel.leadBook.create(new LeadDraft(
                customer.value(),
                null,
                personal,
                null,
                null,
                null,
                FakeAccess.SOMEBODY.id(),
                new LeadNoteDraft(personal, null)));
        var pool = funnel.pools.create(new PoolDraft(new Bilingual(null, "Pool"), null, null, null, null));
        funnel.claims.claim(pool.id(), new ClaimDraft(customer.value()));
        funnel.claims.giveBack(pool.id(), new ClaimDraft(customer.value()));
    }

    @Override
    protected Set<String> kinds() {
        return Set.of("claims", "leads", "opportunities");
    }

    @Test
    @DisplayName(
            "FUN-13, CORE-14: what was open with an erased customer is lost, and what he was worth is still counted")
    void whatWasOpenIsLost() {
        var customer = funnel.customers.add();
        var open = funnel.book.create(Funnel.draft(customer, "70"));
        var won = funnel.move(funnel.book.create(Funnel.draft(customer, "30")), "Purchase");
        var erasure = new CustomerErasure(funnel.ids.next(), customer, ErasureMode.ERASE, "person-1", "asked");

        funnel.database.transactions().run(() -> funnel.data.erase(erasure));
        funnel.database.transactions().run(() -> funnel.data.erase(erasure));

        var lost = funnel.opportunities.get(open.id());
        assertThat(lost.status()).isEqualTo(Status.LOST);
        assertThat(lost.customerId()).isNull();
        assertThat(lost.title()).isNull();
        assertThat(lost.amount()).isEqualTo(Money.of("70.00", "CNY"));
        assertThat(funnel.opportunities.history(open.id())).hasSize(2);
        assertThat(funnel.opportunities.get(won.id()).status()).isEqualTo(Status.WON);
    }

    @Test
    @DisplayName(
            "FUN-19, CORE-13: a survivor was talked to whenever the absorbed one was, and an erased customer never")
    void contactsGoWithTheCustomer() {
        var survivor = funnel.customers.add();
        var absorbed = funnel.customers.add();
        var merge = new CustomerMerge(funnel.ids.next(), survivor, absorbed);
        var early = funnel.clock.instant();
        var late = early.plusSeconds(60);
        funnel.contacts.note(survivor, early);
        funnel.contacts.note(absorbed, late);
        var both = List.of(survivor, absorbed);

        funnel.database.transactions().run(() -> funnel.data.merge(merge));
        funnel.database.transactions().run(() -> funnel.data.merge(merge));
        assertThat(funnel.contacts.last(both)).isEqualTo(Map.of(survivor, late));

        funnel.database.transactions().run(() -> funnel.data.undo(merge));
        assertThat(funnel.contacts.last(both)).isEqualTo(Map.of(survivor, late, absorbed, late));

        funnel.database
                .transactions()
                .run(() -> funnel.data.erase(
                        new CustomerErasure(funnel.ids.next(), survivor, ErasureMode.ERASE, "person-2", "asked")));
        assertThat(funnel.contacts.last(both)).containsOnlyKeys(absorbed);
    }

    @Test
    @DisplayName(
            "FUN-21, CORE-14: the quotes of an erased customer keep what they came to, without his name and without words")
    void quotesLoseTheirWords() {
        var customer = funnel.customers.add();
        fill(customer, "for Li Lei alone");
        var before = funnel.quotes
                .list(new Quotes.Filter(null, QuoteState.IN_APPROVAL), new PageRequest(1, null))
                .items()
                .get(0);

        funnel.database
                .transactions()
                .run(() -> funnel.data.erase(
                        new CustomerErasure(funnel.ids.next(), customer, ErasureMode.ERASE, "person-2", "asked")));

        var after = funnel.quotes.get(before.id());
        assertThat(before.terms()).isEqualTo("for Li Lei alone");
        assertThat(after.terms()).isNull();
        assertThat(after.customerId()).isNull();
        assertThat(after.totals()).isEqualTo(before.totals());
        assertThat(funnel.quotes.steps(before.id()))
                .extracting(StepTaken::words)
                .containsOnlyNulls();
    }

    @Test
    void everySealedColumnIsDeclared() throws SQLException {
        fill(customer(), "words");

        DeclaredCells.check(funnel.database, funnel.cipher, new FunnelColumns());
    }
}
