package org.kithwork.funnel.internal.store;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import javax.persistence.EntityManager;
import org.kithwork.funnel.internal.opportunity.Credit;
import org.kithwork.funnel.internal.opportunity.Status;
import org.kithwork.money.Money;
import org.kithwork.store.Sql;

/** Has the credits of an opportunity follow it: whose a win is when nobody has said it, and what each share comes to. */
final class CreditRows {

    private static final BigDecimal ALL = new BigDecimal("100.00");

    private CreditRows() {}

    static List<Credit> of(EntityManager em, String opportunity) {
        return Sql.select("c.user_id, c.percent FROM funnel_credit c")
                .where("c.opportunity_id = ?", opportunity)
                .orderBy("c.user_id")
                .rows(em)
                .stream()
                .map(row -> new Credit((String) row[0], null, new BigDecimal(row[1].toString())))
                .toList();
    }

    /** Of a new one that is won: all of it is its owner's. */
    static void begin(EntityManager em, OpportunityEntity row) {
        add(em, row.id, new Credit(row.ownerId, null, ALL), false);
        if (row.amount != null) {
            Sql.update(em, "UPDATE funnel_credit SET share = ? WHERE opportunity_id = ?", row.amount, row.id);
        }
    }

    /** After a change of status or amount: a win without credits is its owner's, and stays his; what is open again keeps those alone that somebody has set. */
    static void follow(EntityManager em, OpportunityEntity row) {
        if (row.status != Status.WON) {
            Sql.update(em, "DELETE FROM funnel_credit WHERE opportunity_id = ? AND by_hand = FALSE", row.id);
        } else if (of(em, row.id).isEmpty()) {
            add(em, row.id, new Credit(row.ownerId, null, ALL), false);
        }
        share(em, row);
    }

    static void add(EntityManager em, String opportunity, Credit credit, boolean byHand) {
        Sql.update(
                em,
                "INSERT INTO funnel_credit (opportunity_id, user_id, percent, by_hand) VALUES (?, ?, ?, ?)",
                opportunity,
                credit.userId(),
                credit.percent(),
                byHand);
    }

    /** Divides the amount, and each amount that came back, so that the shares sum to it. */
    static void share(EntityManager em, OpportunityEntity row) {
        var credits = of(em, row.id);
        if (credits.isEmpty()) {
            return;
        }
        Sql.update(em, "UPDATE funnel_credit SET share = NULL WHERE opportunity_id = ?", row.id);
        var weights = credits.stream().map(Credit::percent).toList();
        if (row.amount != null) {
            var shares = new Money(row.amount, Currency.getInstance(row.currency)).allocate(weights);
            for (int i = 0; i < shares.size(); i++) {
                Sql.update(
                        em,
                        "UPDATE funnel_credit SET share = ? WHERE opportunity_id = ? AND user_id = ?",
                        shares.get(i).amount(),
                        row.id,
                        credits.get(i).userId());
            }
        }
        Sql.update(em, "DELETE FROM funnel_return_share WHERE opportunity_id = ?", row.id);
        for (var back : returns(em, row.id)) {
            var money = new Money(new BigDecimal(back[1].toString()), Currency.getInstance((String) back[2]));
            var shares = money.allocate(weights);
            for (int i = 0; i < shares.size(); i++) {
                Sql.update(
                        em,
                        "INSERT INTO funnel_return_share (return_id, user_id, opportunity_id, share) VALUES (?, ?, ?, ?)",
                        back[0],
                        credits.get(i).userId(),
                        row.id,
                        shares.get(i).amount());
            }
        }
    }

    private static List<Object[]> returns(EntityManager em, String opportunity) {
        return Sql.select("r.id, r.amount, r.currency FROM funnel_return r")
                .where("r.opportunity_id = ?", opportunity)
                .orderBy("r.id")
                .rows(em);
    }
}
