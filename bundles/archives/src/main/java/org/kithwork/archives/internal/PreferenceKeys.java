package org.kithwork.archives.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.kithwork.archives.internal.store.PreferenceKeyStore;
import org.kithwork.event.Trail;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.rest.Patch;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The kinds of preference: sets that are ready for some trades, and what a company adds or leaves out. */
@Component(service = PreferenceKeys.class)
public final class PreferenceKeys {

    static final String CATEGORY = "favourite-category";
    static final String DAY_PART = "day-part";
    static final String STORE = "usual-store";
    static final String PRICE_BAND = "price-band";

    private static final int TITLE = 60;
    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    private static final Map<String, List<String>> READY = ready();

    private final AccessControl access;
    private final Transactions transactions;
    private final PreferenceKeyStore store;
    private final Trail trail;

    @Activate
    public PreferenceKeys(
            @Reference AccessControl access,
            @Reference Transactions transactions,
            @Reference PreferenceKeyStore store,
            @Reference Trail trail) {
        this.access = access;
        this.transactions = transactions;
        this.store = store;
        this.trail = trail;
    }

    private static Map<String, List<String>> ready() {
        var ready = new LinkedHashMap<String, List<String>>();
        ready.put("hotel", List.of("floor", "pillow", "smoking"));
        ready.put("catering", List.of("taste", "allergy", "table"));
        ready.put("parcel", List.of("pickup-time", "shelf"));
        ready.put("retail", List.of("size", "colour"));
        ready.put("behaviour", List.of(CATEGORY, DAY_PART, STORE, PRICE_BAND));
        return ready;
    }

    /** All kinds, those that are retired included, the ready ones first. */
    public List<PreferenceKey> list() {
        access.require(ArchivesPermissions.PREFERENCE_KEY_VIEW);
        return all();
    }

    List<PreferenceKey> all() {
        var kept = new LinkedHashMap<String, PreferenceKey>();
        store.all().forEach(key -> kept.put(key.code(), key));
        var keys = new ArrayList<PreferenceKey>();
        READY.forEach((trade, codes) -> codes.forEach(code -> {
            var changed = kept.remove(code);
            keys.add(
                    changed == null
                            ? asItCame(code, trade)
                            : new PreferenceKey(
                                    code,
                                    changed.version(),
                                    trade,
                                    changed.titleZh(),
                                    changed.titleEn(),
                                    changed.retired()));
        }));
        keys.addAll(kept.values());
        return keys;
    }

    Optional<PreferenceKey> find(String code) {
        return all().stream().filter(key -> key.code().equals(code)).findFirst();
    }

    /** The titles of these kinds, by their codes. */
    static Map<String, String> titles(List<PreferenceKey> keys, Locale locale) {
        var titles = new LinkedHashMap<String, String>();
        var chinese = locale.getLanguage().equals("zh");
        keys.forEach(key -> titles.put(key.code(), chinese ? key.titleZh() : key.titleEn()));
        return titles;
    }

    private static PreferenceKey asItCame(String code, String trade) {
        var title = Message.of(PreferenceKeys.class, "value.key." + code);
        return new PreferenceKey(
                code, 0, trade, title.text(Locale.SIMPLIFIED_CHINESE), title.text(Locale.ENGLISH), false);
    }

    /** Adds a kind of the company's own; a code that is taken is refused ({@code preference-key-taken}). */
    public PreferenceKey add(PreferenceKeyDraft draft) {
        access.require(ArchivesPermissions.PREFERENCE_KEY_EDIT);
        var faults = new Faults();
        var code = faults.requiredText("/code", draft.code(), 40);
        if (!code.isEmpty() && !CODE.matcher(code).matches()) {
            faults.add("/code", Said.message("preference-code"));
        }
        var key = new PreferenceKey(
                code,
                1,
                null,
                faults.requiredText("/titleZh", draft.titleZh(), TITLE),
                faults.requiredText("/titleEn", draft.titleEn(), TITLE),
                false);
        faults.check();
        return transactions.call(() -> {
            if (READY.values().stream().anyMatch(codes -> codes.contains(code)) || !store.add(key)) {
                throw Problem.conflict(Said.message("preference-key-taken", code));
            }
            trail.audited("archives.preference-key.added", null, code, Map.of("code", code), null);
            return key;
        });
    }

    /** Renames a kind, retires it or takes it into use again. */
    public PreferenceKey change(String code, long version, Patch patch) {
        access.require(ArchivesPermissions.PREFERENCE_KEY_EDIT);
        return transactions.call(() -> {
            var before = find(code).orElseThrow(PreferenceKeys::notFound);
            if (before.version() != version) {
                throw Problem.stale();
            }
            patch.allow(PreferenceKeyChange.class);
            var faults = new Faults();
            var retired = patch.has("retired") ? patch.value("retired", Boolean.class) : null;
            var after = new PreferenceKey(
                    code,
                    version + 1,
                    before.trade(),
                    faults.requiredText(
                            "/titleZh", patch.has("titleZh") ? patch.text("titleZh") : before.titleZh(), TITLE),
                    faults.requiredText(
                            "/titleEn", patch.has("titleEn") ? patch.text("titleEn") : before.titleEn(), TITLE),
                    retired == null ? before.retired() : retired);
            faults.check();
            if (!store.change(after, version)) {
                throw Problem.stale();
            }
            trail.audited("archives.preference-key.changed", null, code, Map.of("code", code), null);
            return after;
        });
    }

    private static Problem notFound() {
        return Problem.notFound(Message.of(PreferenceKeys.class, "thing.preference-key"));
    }
}
