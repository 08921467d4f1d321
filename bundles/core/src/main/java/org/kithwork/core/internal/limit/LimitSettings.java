package org.kithwork.core.internal.limit;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.audit.Audit;
import org.kithwork.core.internal.limit.store.LimitSettingsEntity;
import org.kithwork.core.internal.limit.store.UsageStore;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.rest.Patch;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The company's limits. */
@Component(service = LimitSettings.class)
public final class LimitSettings {

    private static final int MOST = 1_000_000;

    private final UsageStore store;
    private final AccessControl access;
    private final Audit audit;
    private final Transactions transactions;

    @Activate
    public LimitSettings(
            @Reference UsageStore store,
            @Reference AccessControl access,
            @Reference Audit audit,
            @Reference Transactions transactions) {
        this.store = store;
        this.access = access;
        this.audit = audit;
        this.transactions = transactions;
    }

    /**
     * What each user may do in a day.
     *
     * @param unmaskings how often masked data may be shown in full
     * @param lookups how often one may search by what one sees masked
     * @param lookupsPerMinute the same in one minute
     * @param views from how many different customers opened on it is an alert
     * @param viewsAtMost how many may be opened at all; {@code null} for no end
     * @param exportRows how many rows may be exported
     */
    public record Settings(
            long version,
            int unmaskings,
            int lookups,
            int lookupsPerMinute,
            int views,
            @Nullable Integer viewsAtMost,
            int exportRows) {}

    /** What a change may name; raw. */
    public record Change(
            @Nullable Integer unmaskings,
            @Nullable Integer lookups,
            @Nullable Integer lookupsPerMinute,
            @Nullable Integer views,
            @Nullable Integer viewsAtMost,
            @Nullable Integer exportRows) {}

    /** The limits, for those who may see them. */
    public Settings get() {
        access.require(LimitPermissions.VIEW);
        return transactions.call(this::current);
    }

    /** The limits as they hold; asks no right. */
    Settings current() {
        return view(store.settings().orElseGet(LimitSettings::defaults));
    }

    /** Changes the named members. */
    public Settings change(long version, Patch patch) {
        patch.allow(Change.class);
        access.require(LimitPermissions.CONFIGURE);
        return transactions.call(() -> {
            store.insert(defaults());
            var settings = store.settings().orElseThrow();
            if (settings.version != version) {
                throw Problem.stale();
            }
            apply(settings, patch);
            store.flush();
            audit.record(new Audit.Entry(
                    "limits.changed",
                    "core:limit",
                    LimitSettingsEntity.ID,
                    null,
                    Map.of("members", patch.members().stream().sorted().toList()),
                    null));
            return view(settings);
        });
    }

    private static void apply(LimitSettingsEntity settings, Patch patch) {
        var faults = new Faults();
        settings.unmaskings = number(faults, patch, "unmaskings", settings.unmaskings);
        settings.lookups = number(faults, patch, "lookups", settings.lookups);
        settings.lookupsMinute = number(faults, patch, "lookupsPerMinute", settings.lookupsMinute);
        settings.views = number(faults, patch, "views", settings.views);
        settings.exportRows = number(faults, patch, "exportRows", settings.exportRows);
        if (patch.has("viewsAtMost")) {
            settings.viewsAtMost = patch.value("viewsAtMost", Integer.class) == null
                    ? null
                    : Integer.valueOf(number(faults, patch, "viewsAtMost", 0));
        }
        faults.check();
    }

    private static int number(Faults faults, Patch patch, String member, int now) {
        if (!patch.has(member)) {
            return now;
        }
        var value = patch.value(member, Integer.class);
        if (value == null || value < 0 || value > MOST) {
            faults.add("/" + member, Message.of(LimitSettings.class, "limit-invalid", MOST));
            return now;
        }
        return value;
    }

    private static LimitSettingsEntity defaults() {
        var settings = new LimitSettingsEntity();
        settings.unmaskings = 50;
        settings.lookups = 200;
        settings.lookupsMinute = 20;
        settings.views = 500;
        settings.exportRows = 10_000;
        settings.version = 1;
        return settings;
    }

    private static Settings view(LimitSettingsEntity settings) {
        return new Settings(
                settings.version,
                settings.unmaskings,
                settings.lookups,
                settings.lookupsMinute,
                settings.views,
                settings.viewsAtMost,
                settings.exportRows);
    }
}
