package org.kithwork.funnel.internal.quote;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.opportunity.OpportunityFields;
import org.kithwork.permission.FieldControl;
import org.kithwork.permission.RecordFields;
import org.kithwork.permission.RecordFields.Place;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The one place where quotes leave: what they cost is shown to whoever may see what their opportunities are worth. */
@Component(service = QuoteFields.class)
public final class QuoteFields {

    private final FieldControl control;

    @Activate
    public QuoteFields(@Reference FieldControl control) {
        this.control = control;
    }

    Quote shown(PlacedQuote placed) {
        return shown(List.of(placed)).get(0);
    }

    List<Quote> shown(List<PlacedQuote> quotes) {
        var rules = rules(quotes.stream().map(PlacedQuote::place).toList());
        return quotes.stream()
                .map(one -> rules.shows(OpportunityFields.AMOUNT, one.place())
                        ? one.quote()
                        : one.quote().withoutFigures())
                .toList();
    }

    /** Refuses to whom the figures are hidden, where there is nothing without them. */
    void requireShown(PlacedQuote placed) {
        if (!rules(List.of(placed.place())).shows(OpportunityFields.AMOUNT, placed.place())) {
            throw Problem.of(ProblemKind.FORBIDDEN, QuoteReader.message("figures-hidden"));
        }
    }

    /** Refuses to whoever may not say what the opportunity is worth. */
    void requireWritable(Place place) {
        rules(List.of(place)).requireWritable(List.of(OpportunityFields.AMOUNT), place);
    }

    private RecordFields rules(Collection<Place> places) {
        return control.of(
                FunnelPermissions.OPPORTUNITY_VIEW,
                FunnelPermissions.OPPORTUNITY_EDIT,
                places.stream()
                        .map(Place::customer)
                        .filter(Objects::nonNull)
                        .map(Objects::requireNonNull)
                        .collect(Collectors.toSet()));
    }
}
