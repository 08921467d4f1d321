package org.kithwork.funnel.internal.store;

import java.util.List;
import java.util.Optional;
import org.kithwork.funnel.internal.opportunity.LostReason;
import org.kithwork.json.Json;
import org.kithwork.store.Dialect;
import org.kithwork.store.Sql;
import org.kithwork.text.Bilingual;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps the reasons for which opportunities may be lost. */
@Component(service = LostReasonStore.class)
public final class LostReasonStore {

    private final FunnelUnit unit;
    private final Dialect dialect;
    private final Json json;

    @Activate
    public LostReasonStore(@Reference FunnelUnit unit, @Reference Dialect dialect, @Reference Json json) {
        this.unit = unit;
        this.dialect = dialect;
        this.json = json;
    }

    /** All of them, by key. */
    public List<LostReason> all() {
        return unit.in(em ->
                Sql.select("r.reason_key, r.title, r.retired FROM funnel_lost_reason r")
                        .orderBy("r.reason_key")
                        .rows(em)
                        .stream()
                        .map(row -> new LostReason(
                                (String) row[0], json.read((String) row[1], Bilingual.class), (Boolean) row[2]))
                        .toList());
    }

    public Optional<LostReason> find(String key) {
        return all().stream().filter(reason -> reason.key().equals(key)).findFirst();
    }

    /** Adds it, or changes the one of its key. */
    public void put(LostReason reason) {
        var title = json.write(reason.title());
        unit.in(em -> dialect.insertIfAbsent(
                        em,
                        "funnel_lost_reason",
                        new String[] {"reason_key", "title", "retired"},
                        reason.key(),
                        title,
                        reason.retired())
                || Sql.update(
                                em,
                                "UPDATE funnel_lost_reason SET title = ?, retired = ? WHERE reason_key = ?",
                                title,
                                reason.retired(),
                                reason.key())
                        > 0);
    }
}
