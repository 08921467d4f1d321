package org.kithwork.funnel.internal.score;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.kithwork.company.Company;
import org.kithwork.funnel.internal.lead.Lead;
import org.kithwork.funnel.internal.lead.LeadId;
import org.kithwork.funnel.internal.lead.Leads;
import org.kithwork.funnel.internal.opportunity.Opportunities;
import org.kithwork.funnel.internal.opportunity.OpportunityId;
import org.kithwork.funnel.internal.pipeline.Pipeline;
import org.kithwork.funnel.internal.store.PipelineStore;
import org.kithwork.funnel.internal.store.ScoreRuleStore;
import org.kithwork.money.CurrencyRates;
import org.kithwork.problem.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Tells how many points opportunities and leads have, by the rules and facts of the moment: nothing is kept, so that nothing grows stale. A rule sees
 * what whoever asks may see; nothing follows from a score by itself.
 */
@Component(service = Scores.class)
public final class Scores {

    /** So many at once. */
    public static final int MOST = 50;

    private final Opportunities opportunities;
    private final Leads leads;
    private final PipelineStore pipelines;
    private final ScoreRuleStore rules;
    private final FactReader facts;
    private final CurrencyRates rates;
    private final Company company;
    private final Clock clock;

    @Activate
    public Scores(
            @Reference Opportunities opportunities,
            @Reference Leads leads,
            @Reference PipelineStore pipelines,
            @Reference ScoreRuleStore rules,
            @Reference FactReader facts,
            @Reference CurrencyRates rates,
            @Reference Company company,
            @Reference Clock clock) {
        this.opportunities = opportunities;
        this.leads = leads;
        this.pipelines = pipelines;
        this.rules = rules;
        this.facts = facts;
        this.rates = rates;
        this.company = company;
        this.clock = clock;
    }

    /** The score of an opportunity; refuses with {@code not-found} what is not there or out of scope. */
    public Score of(OpportunityId id) {
        opportunities.get(id);
        return of(Set.of(id)).values().iterator().next();
    }

    /** The scores of some opportunities; what is not there or out of scope is left out. */
    public Map<OpportunityId, Score> of(Collection<OpportunityId> ids) {
        requireFew("/opportunity", ids);
        var found = opportunities.find(ids);
        var ways = pipelines.all().stream().collect(Collectors.toMap(Pipeline::id, pipeline -> pipeline));
        var subjects = new LinkedHashMap<OpportunityId, Subject>();
        for (var one : found.shown()) {
            var way = ways.get(one.pipelineId());
            if (way != null) {
                subjects.put(
                        one.id(),
                        new ScoredOpportunity(one, way, found.withoutAmount().contains(one.id())));
            }
        }
        return score(subjects, rule -> true);
    }

    /** The score of a lead, by the rules that say something of leads; refuses with {@code not-found} what is not there or out of scope. */
    public Score of(LeadId id) {
        return leads(List.of(leads.get(id))).values().iterator().next();
    }

    /** The scores of some leads; what is not there or out of scope is left out. */
    public Map<LeadId, Score> ofLeads(Collection<LeadId> ids) {
        requireFew("/lead", ids);
        return leads(leads.find(ids));
    }

    private Map<LeadId, Score> leads(List<Lead> found) {
        var subjects = new LinkedHashMap<LeadId, Subject>();
        found.forEach(lead -> subjects.put(lead.id(), new ScoredLead(lead)));
        return score(subjects, rule -> rule.condition().kind().isOfLeads());
    }

    private static void requireFew(String pointer, Collection<?> ids) {
        if (ids.size() > MOST) {
            throw Problem.invalid(pointer, ScoreRuleReader.message("too-many", MOST));
        }
    }

    /** The scores by whatever names them of what was found and is shown under the rights of whoever asks. */
    private <I> Map<I, Score> score(Map<I, Subject> subjects, Predicate<ScoreRule> asked) {
        List<ScoreRule> active =
                rules.all().stream().filter(ScoreRule::active).filter(asked).toList();
        var now = clock.instant();
        var judge = new Judge(
                facts.read(subjects.values(), active, now), rates, now, LocalDate.ofInstant(now, company.zone()));
        var scores = new LinkedHashMap<I, Score>();
        subjects.forEach((id, subject) -> scores.put(id, judge.score(subject, active)));
        return scores;
    }
}
