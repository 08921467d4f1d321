package org.kithwork.archives.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kithwork.archives.internal.store.BehaviourStore;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.AccessControl;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Draws a customer's portrait from the records that the reader may see, and from nothing else: what is hidden from him
 * is no evidence for him.
 */
@Component(service = Portraits.class)
public final class Portraits {

    private static final int NEEDS = 20;
    private static final int SIGNALS = 20;

    private final AccessControl access;
    private final CustomerDirectory customers;
    private final Preferences preferences;
    private final PreferenceKeys keys;
    private final Needs needs;
    private final Terms terms;
    private final FoundSignals signals;
    private final Behaviours behaviours;
    private final BehaviourStore store;
    private final BehaviourLines lines;
    private final ArchivesFields fields;
    private final Clock clock;

    @Activate
    public Portraits(
            @Reference AccessControl access,
            @Reference CustomerDirectory customers,
            @Reference Preferences preferences,
            @Reference PreferenceKeys keys,
            @Reference Needs needs,
            @Reference Terms terms,
            @Reference FoundSignals signals,
            @Reference Behaviours behaviours,
            @Reference BehaviourStore store,
            @Reference BehaviourLines lines,
            @Reference ArchivesFields fields,
            @Reference Clock clock) {
        this.access = access;
        this.customers = customers;
        this.preferences = preferences;
        this.keys = keys;
        this.needs = needs;
        this.terms = terms;
        this.signals = signals;
        this.behaviours = behaviours;
        this.store = store;
        this.lines = lines;
        this.fields = fields;
        this.clock = clock;
    }

    /** The customer as the actor may see him. */
    public Portrait of(CustomerId customer, Locale locale) {
        var visible = customers.requireVisible(customer);
        var from = clock.instant().minus(Behaviours.YEAR);
        var done = new ArrayList<PortraitLine>();
        boolean complete = true;
        if (access.permits(ArchivesPermissions.PURCHASE_VIEW)) {
            var behaviour = behaviours.of(visible);
            complete = behaviour.purchases().size() < Behaviours.MOST;
            done.addAll(lines.of(behaviour, locale));
        }
        if (access.permits(ArchivesPermissions.INTERACTION_VIEW)) {
            var talked = talked(visible, from);
            complete &= talked.size() < Behaviours.MOST;
            done.addAll(lines.of(talked, fields.showsTopics(), locale));
        }
        return new Portrait(
                from, complete, traits(visible, locale), needs(visible, locale), done, signals(visible, locale));
    }

    private List<PortraitLine> signals(CustomerId visible, Locale locale) {
        return signals.open(visible, SIGNALS).stream()
                .map(signal -> {
                    var code = signal.kind() == SignalKind.BUYING_INTENT ? "buying-intent" : "service-problem";
                    var rule = signal.rule();
                    var text = rule == null
                            ? BehaviourLines.text("signal-" + code, locale)
                            : BehaviourLines.text("signal-" + code + "-by", locale, rule);
                    return new PortraitLine(code, text, List.of(), signal.evidence());
                })
                .toList();
    }

    private List<Interaction> talked(CustomerId visible, Instant from) {
        var reader = Reader.of(access, access.visibility(ArchivesPermissions.INTERACTION_VIEW));
        return store.talked(visible, reader, from, Behaviours.MOST);
    }

    private List<PortraitLine> traits(CustomerId visible, Locale locale) {
        if (!access.permits(ArchivesPermissions.PREFERENCE_VIEW)) {
            return List.of();
        }
        var titles = PreferenceKeys.titles(keys.all(), locale);
        return preferences.of(visible, locale).stream()
                .filter(preference -> preference.value() != null)
                .map(preference -> trait(preference, titles, locale))
                .toList();
    }

    private static PortraitLine trait(Preference preference, Map<String, String> titles, Locale locale) {
        var title = titles.getOrDefault(preference.key(), preference.key());
        var value = "" + preference.value();
        if (preference.source() == PreferenceSource.STATED) {
            var id = preference.id();
            var text = BehaviourLines.text("trait-stated", locale, title, value);
            var evidence =
                    Evidence.of(Evidence.PREFERENCE, id == null ? List.of() : List.of(id.value()), preference.at());
            return new PortraitLine("preference", text, List.of(), evidence);
        }
        var text = BehaviourLines.text(
                "trait-inferred", locale, title, value, BehaviourLines.percent(preference.confidence(), locale));
        return new PortraitLine("preference", text, List.of(preference.confidence()), preference.evidence());
    }

    private List<PortraitLine> needs(CustomerId visible, Locale locale) {
        var found = new ArrayList<PortraitLine>();
        for (var term : fields.shownTerms(terms.current(visible, NEEDS))) {
            if (term.text() != null) {
                found.add(new PortraitLine(
                        "term",
                        BehaviourLines.text("term-agreed", locale, term.text()),
                        List.of(),
                        Evidence.of(Evidence.TERM, List.of(term.id().value()), term.at())));
            }
        }
        for (var need : fields.shownNeeds(needs.open(visible, NEEDS))) {
            if (need.text() != null) {
                found.add(new PortraitLine(
                        "need",
                        BehaviourLines.text("need-open", locale, need.text()),
                        List.of(),
                        Evidence.of(Evidence.NEED, List.of(need.id().value()), need.at())));
            }
        }
        return found;
    }
}
