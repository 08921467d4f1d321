package org.kithwork.funnel.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
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
import org.kithwork.customer.spi.ErasureMode;
import org.kithwork.funnel.internal.lead.LeadDraft;
import org.kithwork.funnel.internal.lead.LeadNoteDraft;
import org.kithwork.funnel.internal.opportunity.MoveDraft;
import org.kithwork.funnel.internal.opportunity.OpportunityDraft;
import org.kithwork.funnel.internal.opportunity.SaleReturns;
import org.kithwork.funnel.internal.opportunity.Status;
import org.kithwork.money.Money;
import org.kithwork.money.MoneyDraft;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.DeclaredCells;
import org.kithwork.test.FakeAccess;
import org.kithwork.test.ParticipantContract;
import org.kithwork.test.TestDatabase;

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
    }

    @Override
    protected Set<String> kinds() {
        return Set.of("opportunities", "leads");
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
    void everySealedColumnIsDeclared() throws SQLException {
        fill(customer(), "words");

        DeclaredCells.check(funnel.database, funnel.cipher, new FunnelColumns());
    }
}
