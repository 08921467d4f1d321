package org.kithwork.funnel.internal.repurchase;

import java.time.Clock;
import java.time.LocalDate;
import org.kithwork.company.Company;
import org.kithwork.consent.AutomatedDecisions;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.funnel.internal.opportunity.OpportunityBook;
import org.kithwork.funnel.internal.opportunity.OpportunityDraft;
import org.kithwork.funnel.internal.pipeline.Pipeline;
import org.kithwork.funnel.internal.pipeline.Stage;
import org.kithwork.funnel.internal.pipeline.StageKind;
import org.kithwork.funnel.internal.store.PipelineStore;
import org.kithwork.funnel.internal.store.RepurchaseRuleStore;
import org.kithwork.funnel.internal.store.RepurchaseStore;
import org.kithwork.permission.UserId;
import org.kithwork.problem.Problem;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes opportunities down for who is expected again. Every customer of a pipeline is looked at once a day, a portion at a time; whoever is
 * left out today is looked at again tomorrow: who has an open opportunity there, of whom a machine may decide nothing, who has no owner that
 * sees opportunities. One comes up once for each last purchase, however often and on however many nodes this runs.
 */
@Component(service = Repurchases.class)
public final class Repurchases {

    /** By which way such opportunities come up. */
    public static final String SOURCE = "REPURCHASE";

    static final int PORTION = 200;

    private static final Logger LOGGER = LoggerFactory.getLogger(Repurchases.class);

    private final CustomerDirectory customers;
    private final AutomatedDecisions decisions;
    private final Transactions transactions;
    private final PipelineStore pipelines;
    private final RepurchaseRuleStore rules;
    private final RepurchaseStore store;
    private final OpportunityBook book;
    private final Company company;
    private final Clock clock;

    @Activate
    public Repurchases(
            @Reference CustomerDirectory customers,
            @Reference AutomatedDecisions decisions,
            @Reference Transactions transactions,
            @Reference PipelineStore pipelines,
            @Reference RepurchaseRuleStore rules,
            @Reference RepurchaseStore store,
            @Reference OpportunityBook book,
            @Reference Company company,
            @Reference Clock clock) {
        this.customers = customers;
        this.decisions = decisions;
        this.transactions = transactions;
        this.pipelines = pipelines;
        this.rules = rules;
        this.store = store;
        this.book = book;
        this.company = company;
        this.clock = clock;
    }

    /** Looks at a portion of the customers of each pipeline that were not looked at today. */
    public void run() {
        var today = LocalDate.ofInstant(clock.instant(), company.zone());
        for (var rule : rules.all()) {
            var pipeline = pipelines.find(rule.pipelineId()).filter(one -> rule.active() && !one.retired());
            if (pipeline.isPresent()) {
                var begin = begin(pipeline.get(), rule);
                rules.behind(rule.pipelineId(), today).ifPresent(after -> look(rule, begin, today, after));
            }
        }
    }

    /** The stage of the rule; the first one where that is no longer there. */
    private static Stage begin(Pipeline pipeline, RepurchaseRule rule) {
        return pipeline.find(rule.stageId())
                .filter(stage -> stage.kind() == StageKind.OPEN)
                .orElseGet(pipeline::first);
    }

    private void look(RepurchaseRule rule, Stage begin, LocalDate today, String after) {
        var due = store.due(rule, today, after, PORTION);
        due.forEach(one -> attempt(rule, begin, one));
        if (due.size() < PORTION) {
            rules.looked(rule.pipelineId(), today);
        } else {
            rules.goOn(rule.pipelineId(), due.get(due.size() - 1).customer().value());
        }
    }

    private void attempt(RepurchaseRule rule, Stage begin, Due due) {
        try {
            transactions.run(() -> open(rule, begin, due));
        } catch (Problem refused) {
            LOGGER.debug("No repurchase of customer {} today ({})", due.customer(), refused.code());
        } catch (RuntimeException e) {
            // Whoever comes behind is not to wait for this one.
            LOGGER.warn("The repurchase of customer {} failed and is tried again tomorrow", due.customer(), e);
        }
    }

    private void open(RepurchaseRule rule, Stage begin, Due due) {
        var customer = due.customer();
        if (!customers.resolve(customer).equals(customer)
                || !decisions.of(customer).allowed()) {
            return;
        }
        var owner = customers.get(customer).ownerId();
        if (owner == null || store.hasOpen(due) || !store.claim(due, rule)) {
            return;
        }
        store.opened(due, book.create(draft(rule, begin, due, owner)).id());
    }

    private static OpportunityDraft draft(RepurchaseRule rule, Stage begin, Due due, UserId owner) {
        return new OpportunityDraft(
                due.customer().value(),
                rule.pipelineId().value(),
                begin.id().value(),
                rule.title(),
                null,
                null,
                null,
                null,
                SOURCE,
                null,
                null,
                owner.value(),
                null,
                null,
                null,
                null);
    }
}
