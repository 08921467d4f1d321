package org.kithwork.archives.internal;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.kithwork.archives.internal.store.PreferenceStore;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.AccessControl;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Tells what holds of a customer's preferences: under each key what was stated before what is inferred, then the newer;
 * nothing that expired. What purchases let one conclude is concluded each time anew, and not at all of somebody who
 * objected to it.
 */
@Component(service = Preferences.class)
public final class Preferences {

    private final AccessControl access;
    private final CustomerDirectory customers;
    private final PreferenceStore store;
    private final Inference inference;
    private final Automation automation;
    private final ArchivesFields fields;
    private final Clock clock;

    @Activate
    public Preferences(
            @Reference AccessControl access,
            @Reference CustomerDirectory customers,
            @Reference PreferenceStore store,
            @Reference Inference inference,
            @Reference Automation automation,
            @Reference ArchivesFields fields,
            @Reference Clock clock) {
        this.access = access;
        this.customers = customers;
        this.store = store;
        this.inference = inference;
        this.automation = automation;
        this.fields = fields;
        this.clock = clock;
    }

    /** What holds, what was stated first, then the surest. */
    public List<Preference> of(CustomerId customer, Locale locale) {
        var visibility = access.visibility(ArchivesPermissions.PREFERENCE_VIEW);
        var visible = customers.requireVisible(customer);
        var all = new ArrayList<>(store.all(visible, visibility));
        if (automation.allowed(visible)) {
            all.addAll(inference.of(visible, locale));
        } else {
            all.removeIf(preference -> preference.source() == PreferenceSource.INFERRED);
        }
        var now = clock.instant();
        var standing = new LinkedHashMap<String, Preference>();
        all.stream()
                .filter(preference -> preference.holds(now))
                .sorted(Preference.STANDING)
                .forEach(preference -> standing.putIfAbsent(preference.key(), preference));
        return fields.shownPreferences(List.copyOf(standing.values()).stream()
                .sorted(Comparator.comparing(Preference::source)
                        .thenComparing(Preference::confidence, Comparator.reverseOrder())
                        .thenComparing(Preference::key))
                .toList());
    }

    /** One that was written down, whether or not another holds by now. */
    public Preference get(PreferenceId id) {
        return store.find(id, access.visibility(ArchivesPermissions.PREFERENCE_VIEW))
                .map(found -> fields.shownPreferences(List.of(found)).get(0))
                .orElseThrow(PreferenceId::notFound);
    }

    /** One that was just written down, as the actor may see it. */
    public Preference shown(Preference preference) {
        return fields.shownPreferences(List.of(preference)).get(0);
    }
}
