package org.kithwork.archives.internal;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.store.FactStore.Reviewed;
import org.kithwork.customer.CustomerId;
import org.kithwork.importing.ImportOrigins;
import org.kithwork.permission.FieldAccess;
import org.kithwork.permission.FieldControl;
import org.kithwork.permission.RecordFields;
import org.kithwork.permission.RecordFields.Place;
import org.kithwork.permission.UserId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The one place where purchases and interactions leave: what the actor may not see of them is left out here. */
@Component(service = ArchivesFields.class)
public final class ArchivesFields {

    /** All money of a purchase, of its lines and of what came back. */
    static final String AMOUNT = "amount";

    /** What the customer thinks of what he bought; the stars are shown with the purchase. */
    static final String REVIEW = "review";

    static final String TOPIC = "topic";
    static final String BODY = "body";
    static final String OUTCOME = "outcome";
    static final String SUBJECT = "subject";
    static final String NOTE = "note";

    /** What a customer likes. */
    static final String VALUE = "value";

    /** What is needed or was agreed. */
    static final String TEXT = "text";

    /** What was said. */
    private static final Set<String> SAID = Set.of(TOPIC, BODY, OUTCOME);

    /** What is planned to be said. */
    private static final Set<String> PLANNED = Set.of(SUBJECT, NOTE);

    private final FieldControl control;
    private final ImportOrigins origins;

    @Activate
    public ArchivesFields(@Reference FieldControl control, @Reference ImportOrigins origins) {
        this.control = control;
        this.origins = origins;
    }

    List<PurchaseView> shownPurchases(List<Purchase> purchases, Map<String, Review> reviews) {
        var fields = purchases(customers(purchases, Purchase::customerId));
        var from = origins.of(
                "purchases",
                purchases.stream().map(purchase -> purchase.id().value()).toList());
        return purchases.stream()
                .map(purchase -> {
                    var place = new Place(purchase.customerId(), null, purchase.storeId());
                    return PurchaseView.of(
                                    purchase,
                                    fields.shows(AMOUNT, place),
                                    line -> shown(fields, place, reviews.get(line)))
                            .from(from.get(purchase.id().value()));
                })
                .toList();
    }

    private static @Nullable Review shown(RecordFields fields, Place place, @Nullable Review review) {
        return review == null ? null : review.saying(fields.shown(REVIEW, place, review.text()));
    }

    /** The reviews of a customer as they are shown. */
    List<Reviewed> shownReviews(CustomerId customer, List<Reviewed> reviews) {
        var fields = purchases(Set.of(customer));
        return reviews.stream()
                .map(one -> new Reviewed(
                        one.review()
                                .saying(fields.shown(
                                        REVIEW,
                                        new Place(customer, null, one.store()),
                                        one.review().text())),
                        one.item(),
                        one.store()))
                .toList();
    }

    /** Refuses a review where the actor may not write one. */
    void requireReviewing(Purchase purchase) {
        purchases(customers(List.of(purchase), Purchase::customerId))
                .requireWritable(List.of(REVIEW), new Place(purchase.customerId(), null, purchase.storeId()));
    }

    Interaction shown(Interaction interaction) {
        return shownInteractions(List.of(interaction)).get(0);
    }

    List<Interaction> shownInteractions(List<Interaction> interactions) {
        var fields = interactions(customers(interactions, Interaction::customerId));
        var from = origins.of(
                "interactions",
                interactions.stream().map(one -> one.id().value()).toList());
        return interactions.stream()
                .map(interaction -> {
                    var place = place(interaction);
                    var rating = interaction.rating();
                    return interaction
                            .saying(
                                    fields.shown(TOPIC, place, interaction.topic()),
                                    fields.shown(BODY, place, interaction.body()),
                                    fields.shown(OUTCOME, place, interaction.outcome()))
                            .rated(rating == null ? null : rating.saying(fields.shown(BODY, place, rating.text())))
                            .from(from.get(interaction.id().value()));
                })
                .toList();
    }

    List<Preference> shownPreferences(List<Preference> all) {
        var rules = preferences(all);
        return all.stream()
                .map(preference -> preference.saying(
                        rules.shown(VALUE, new Place(preference.customerId(), null, null), preference.value())))
                .toList();
    }

    RecordFields preferences(List<Preference> all) {
        return control.of(
                ArchivesPermissions.PREFERENCE_VIEW,
                ArchivesPermissions.PREFERENCE_CREATE,
                customers(all, Preference::customerId));
    }

    Need shown(Need need) {
        return shownNeeds(List.of(need)).get(0);
    }

    List<Need> shownNeeds(List<Need> all) {
        var rules = needs(all);
        return all.stream()
                .map(need -> {
                    var place = new Place(need.customerId(), null, null);
                    return need.saying(rules.shown(TEXT, place, need.text()), rules.shown(TEXT, place, need.outcome()));
                })
                .toList();
    }

    Term shown(Term term) {
        return shownTerms(List.of(term)).get(0);
    }

    List<Term> shownTerms(List<Term> all) {
        var rules = terms(all);
        return all.stream()
                .map(term -> term.saying(rules.shown(TEXT, new Place(term.customerId(), null, null), term.text())))
                .toList();
    }

    /** A rule's name tells of topics, so it is shown to whom these are. */
    List<FoundSignal> shownSignals(List<FoundSignal> all) {
        var rules = signals(all);
        var topics = showsTopics();
        return all.stream()
                .map(signal -> signal.saying(
                        topics ? signal.rule() : null,
                        rules.shown(NOTE, new Place(signal.customerId(), null, null), signal.note())))
                .toList();
    }

    /** Refuses the note on a signal where the actor may not write it. */
    void requireWritable(FoundSignal signal, Collection<String> members) {
        if (members.contains(NOTE)) {
            signals(List.of(signal)).requireWritable(List.of(NOTE), new Place(signal.customerId(), null, null));
        }
    }

    private RecordFields signals(List<FoundSignal> all) {
        return control.of(
                ArchivesPermissions.SIGNAL_VIEW,
                ArchivesPermissions.SIGNAL_EDIT,
                customers(all, FoundSignal::customerId));
    }

    /** Refuses the words of a need where the actor may not write them. */
    void requireWritable(Need need, Collection<String> members) {
        if (members.contains(TEXT) || members.contains(OUTCOME)) {
            needs(List.of(need)).requireWritable(List.of(TEXT), new Place(need.customerId(), null, null));
        }
    }

    /** Refuses the words of terms where the actor may not write them. */
    void requireWritable(Term term, Collection<String> members) {
        if (members.contains(TEXT)) {
            terms(List.of(term)).requireWritable(List.of(TEXT), new Place(term.customerId(), null, null));
        }
    }

    private RecordFields needs(List<Need> all) {
        return control.of(
                ArchivesPermissions.NEED_VIEW, ArchivesPermissions.NEED_EDIT, customers(all, Need::customerId));
    }

    private RecordFields terms(List<Term> all) {
        return control.of(
                ArchivesPermissions.TERM_VIEW, ArchivesPermissions.TERM_EDIT, customers(all, Term::customerId));
    }

    /** Refuses what of these members the actor may not write. */
    void requireWritable(Interaction interaction, Collection<String> members) {
        var said = members.stream().filter(SAID::contains).toList();
        interactions(customers(List.of(interaction), Interaction::customerId))
                .requireWritable(said, place(interaction));
    }

    FollowUp shown(FollowUp followUp) {
        return shownFollowUps(List.of(followUp)).get(0);
    }

    List<FollowUp> shownFollowUps(List<FollowUp> followUps) {
        var fields = followUps(customers(followUps, FollowUp::customerId));
        return followUps.stream()
                .map(followUp -> followUp.saying(
                        fields.shown(SUBJECT, place(followUp), followUp.subject()),
                        fields.shown(NOTE, place(followUp), followUp.note())))
                .toList();
    }

    /** Refuses what of these members the actor may not write. */
    void requireWritable(FollowUp followUp, Collection<String> members) {
        var said = members.stream().filter(PLANNED::contains).toList();
        followUps(customers(List.of(followUp), FollowUp::customerId)).requireWritable(said, place(followUp));
    }

    /** Whether money is shown on every purchase that the actor sees, so that it may be summed. */
    boolean sumsAmounts() {
        return purchases(Set.of()).everywhere(AMOUNT).isAtLeast(FieldAccess.READ);
    }

    /** Whether topics are shown on every interaction that the actor sees. */
    boolean showsTopics() {
        return interactions(Set.of()).everywhere(TOPIC).isAtLeast(FieldAccess.READ);
    }

    private RecordFields purchases(Set<CustomerId> customers) {
        return control.of(ArchivesPermissions.PURCHASE_VIEW, ArchivesPermissions.PURCHASE_EDIT, customers);
    }

    private RecordFields interactions(Set<CustomerId> customers) {
        return control.of(ArchivesPermissions.INTERACTION_VIEW, ArchivesPermissions.INTERACTION_EDIT, customers);
    }

    private RecordFields followUps(Set<CustomerId> customers) {
        return control.of(ArchivesPermissions.FOLLOW_UP_VIEW, ArchivesPermissions.FOLLOW_UP_EDIT, customers);
    }

    private static Place place(FollowUp followUp) {
        return new Place(followUp.customerId(), new UserId(followUp.owner().id()), followUp.storeId());
    }

    private static Place place(Interaction interaction) {
        return new Place(interaction.customerId(), interaction.staffId(), interaction.storeId());
    }

    private static <T> Set<CustomerId> customers(List<T> records, Function<T, @Nullable CustomerId> customer) {
        return records.stream()
                .map(customer)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .collect(Collectors.toSet());
    }
}
