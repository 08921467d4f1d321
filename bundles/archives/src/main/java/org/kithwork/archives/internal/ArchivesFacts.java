package org.kithwork.archives.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.kithwork.archives.internal.store.FactStore;
import org.kithwork.archives.internal.store.FactStore.NeedTurn;
import org.kithwork.company.Company;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.KnownFact;
import org.kithwork.customer.spi.FactSource;
import org.kithwork.permission.AccessControl;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What was written down of a customer: preferences, needs, special terms, reviews and ratings. What is concluded from
 * purchases each time anew is no fact that is held.
 */
@Component
public final class ArchivesFacts implements FactSource {

    private static final Comparator<KnownFact> NEWEST =
            Comparator.comparing(KnownFact::at).reversed();

    private final AccessControl access;
    private final CustomerDirectory customers;
    private final FactStore store;
    private final PreferenceKeys keys;
    private final Automation automation;
    private final ArchivesFields fields;
    private final Company company;

    @Activate
    public ArchivesFacts(
            @Reference AccessControl access,
            @Reference CustomerDirectory customers,
            @Reference FactStore store,
            @Reference PreferenceKeys keys,
            @Reference Automation automation,
            @Reference ArchivesFields fields,
            @Reference Company company) {
        this.access = access;
        this.customers = customers;
        this.store = store;
        this.keys = keys;
        this.automation = automation;
        this.fields = fields;
        this.company = company;
    }

    @Override
    public String name() {
        return "archives";
    }

    @Override
    public List<KnownFact> held(CustomerId customer, Locale locale) {
        var visible = customers.requireVisible(customer);
        var words = new FactWords(locale, PreferenceKeys.titles(keys.all(), locale));
        var facts = new ArrayList<KnownFact>();
        preferences(visible).forEach(preference -> facts.add(words.of(preference)));
        needs(visible)
                .forEach(need -> facts.add(
                        words.of(need, need.what().state(), need.what().outcome())));
        terms(visible).forEach(term -> facts.add(words.of(term)));
        facts.addAll(ratings(visible, words));
        facts.sort(NEWEST);
        return facts;
    }

    @Override
    public List<KnownFact> heldAt(CustomerId customer, Instant time, Locale locale) {
        var visible = customers.requireVisible(customer);
        var words = new FactWords(locale, PreferenceKeys.titles(keys.all(), locale));
        var facts = new ArrayList<KnownFact>();
        standing(preferences(visible), time).forEach(preference -> facts.add(words.of(preference)));
        open(visible, time).forEach(need -> facts.add(words.of(need, NeedState.OPEN, null)));
        var day = LocalDate.ofInstant(time, company.zone());
        terms(visible).stream()
                .filter(term -> !term.at().isAfter(time) && term.holdsOn(day))
                .forEach(term -> facts.add(words.of(term)));
        ratings(visible, words).stream()
                .filter(rating -> !rating.at().isAfter(time))
                .forEach(facts::add);
        facts.sort(NEWEST);
        return facts;
    }

    private List<Written<Preference>> preferences(CustomerId customer) {
        if (!access.permits(ArchivesPermissions.PREFERENCE_VIEW)) {
            return List.of();
        }
        var written =
                new ArrayList<>(store.preferences(customer, access.visibility(ArchivesPermissions.PREFERENCE_VIEW)));
        if (!automation.allowed(customer)) {
            written.removeIf(preference -> preference.what().source() == PreferenceSource.INFERRED);
        }
        var shown = fields.shownPreferences(written.stream().map(Written::what).toList());
        return paired(shown, written);
    }

    private static <T> List<Written<T>> paired(List<T> shown, List<Written<T>> written) {
        var paired = new ArrayList<Written<T>>();
        for (int i = 0; i < shown.size(); i++) {
            paired.add(new Written<>(shown.get(i), written.get(i).at()));
        }
        return paired;
    }

    /** Of what had been written down by then, under each key the one that held. */
    private static List<Written<Preference>> standing(List<Written<Preference>> written, Instant time) {
        var keys = new HashSet<String>();
        return written.stream()
                .filter(preference -> preference.by(time)
                        && !preference.what().at().isAfter(time)
                        && preference.what().holds(time))
                .sorted(Comparator.comparing(Written::what, Preference.STANDING))
                .filter(preference -> keys.add(preference.what().key()))
                .toList();
    }

    private List<Written<Need>> needs(CustomerId customer) {
        if (!access.permits(ArchivesPermissions.NEED_VIEW)) {
            return List.of();
        }
        var written = store.needs(customer, access.visibility(ArchivesPermissions.NEED_VIEW));
        return paired(fields.shownNeeds(written.stream().map(Written::what).toList()), written);
    }

    private List<Written<Need>> open(CustomerId customer, Instant time) {
        var needs = needs(customer);
        var turns = needs.isEmpty() ? List.<NeedTurn>of() : store.turns(customer);
        return needs.stream()
                .filter(need -> need.by(time)
                        && !need.what().at().isAfter(time)
                        && state(need.what(), turns, time) == NeedState.OPEN)
                .toList();
    }

    /** What the last turn before that time made of it; where nobody remembers the turns, when it was closed decides. */
    private static NeedState state(Need need, List<NeedTurn> turns, Instant time) {
        var its = turns.stream()
                .filter(turn -> turn.need().equals(need.id().value()))
                .toList();
        var closed = need.closedAt();
        if (its.isEmpty()) {
            return closed == null || closed.isAfter(time) ? NeedState.OPEN : need.state();
        }
        return its.stream()
                .filter(turn -> !turn.at().isAfter(time))
                .reduce((earlier, later) -> later)
                .map(NeedTurn::state)
                .orElse(NeedState.OPEN);
    }

    private List<Term> terms(CustomerId customer) {
        return access.permits(ArchivesPermissions.TERM_VIEW)
                ? fields.shownTerms(store.terms(customer, access.visibility(ArchivesPermissions.TERM_VIEW)))
                : List.of();
    }

    /** What the customer said of what he bought, and of how he was looked after. */
    private List<KnownFact> ratings(CustomerId customer, FactWords words) {
        var facts = new ArrayList<KnownFact>();
        if (access.permits(ArchivesPermissions.PURCHASE_VIEW)) {
            var right = access.visibility(ArchivesPermissions.PURCHASE_VIEW);
            fields.shownReviews(customer, store.reviews(customer, right))
                    .forEach(reviewed -> facts.add(words.of(reviewed.review(), reviewed.item())));
        }
        if (access.permits(ArchivesPermissions.INTERACTION_VIEW)) {
            var reader = Reader.of(access, access.visibility(ArchivesPermissions.INTERACTION_VIEW));
            fields.shownInteractions(store.rated(customer, reader)).forEach(talk -> facts.add(words.of(talk)));
        }
        return facts;
    }
}
