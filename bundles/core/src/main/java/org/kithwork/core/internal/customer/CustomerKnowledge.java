package org.kithwork.core.internal.customer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.customer.CustomerProvenance.Fact;
import org.kithwork.core.internal.customer.CustomerRelations.Entered;
import org.kithwork.core.internal.customer.CustomerRelations.Relation;
import org.kithwork.core.internal.customer.HeldFacts.Part;
import org.kithwork.customer.Customer;
import org.kithwork.customer.CustomerId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What is known of a customer, and what was known of him on a day: by the core and by every module that is here. */
@Component(service = CustomerKnowledge.class)
public final class CustomerKnowledge {

    private final CustomerProvenance provenance;
    private final CustomerPast past;
    private final CustomerRelations relations;
    private final HeldFacts held;

    @Activate
    public CustomerKnowledge(
            @Reference CustomerProvenance provenance,
            @Reference CustomerPast past,
            @Reference CustomerRelations relations,
            @Reference HeldFacts held) {
        this.provenance = provenance;
        this.past = past;
        this.relations = relations;
        this.held = held;
    }

    /**
     * What is held of a customer and where it comes from.
     *
     * @param facts what the core holds; what the actor may not even know to be there is left out
     * @param modules what modules hold, in the reader's language
     * @param absent modules that could not be asked; what they hold is not in the list
     */
    public record Known(
            CustomerId customerId,
            @Nullable String displayName,
            List<Fact> facts,
            List<Part> modules,
            List<String> absent) {}

    /**
     * A customer at a time.
     *
     * @param profile as far as the actor may see it today (see {@link CustomerPast.Past})
     * @param relations those to customers whom he sees
     * @param modules what modules held then
     * @param absent modules that could not be asked
     */
    public record Then(
            Instant asOf, Customer profile, List<Relation> relations, List<Part> modules, List<String> absent) {}

    /** All that is held; looking at it is noted, as opening the customer is. */
    public Known of(CustomerId id, Locale locale) {
        var core = provenance.of(id);
        var facts = new ArrayList<>(core.facts());
        relations.entered(core.customerId()).forEach(entered -> facts.add(fact(entered)));
        var gathered = held.gather(source -> source.held(core.customerId(), locale));
        return new Known(core.customerId(), core.displayName(), facts, gathered.parts(), gathered.absent());
    }

    private static Fact fact(Entered entered) {
        var relation = entered.relation();
        return new Fact(
                CustomerRelations.RELATIONS,
                relation.kind().name(),
                relation,
                relation.createdAt(),
                entered.by(),
                null,
                List.of(),
                List.of());
    }

    /** The customer at the end of a day of the company, or at a time; now where none is named. */
    public Then at(CustomerId id, @Nullable String asOf, Locale locale) {
        var then = past.of(id, asOf);
        var customer = then.profile().id();
        var gathered = held.gather(source -> source.heldAt(customer, then.asOf(), locale));
        return new Then(
                then.asOf(), then.profile(), relations.at(customer, then.asOf()), gathered.parts(), gathered.absent());
    }
}
