package org.kithwork.core.internal.privacy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kithwork.core.internal.limit.LimitSettings;
import org.kithwork.core.internal.operation.Participants;
import org.kithwork.core.internal.privacy.store.EvidenceStore;
import org.kithwork.core.internal.protection.SealedCells;
import org.kithwork.core.internal.retention.RetentionParticipants;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What modules say they keep, and the measures in force that protect it; values that are no secrets. */
@Component(service = EvidenceOfMeasures.class)
public final class EvidenceOfMeasures {

    private final EvidenceStore store;
    private final RetentionParticipants retention;
    private final Participants participants;
    private final SealedCells cells;
    private final LimitSettings limits;
    private final Deadlines deadlines;
    private final Transactions transactions;

    @Activate
    public EvidenceOfMeasures(
            @Reference EvidenceStore store,
            @Reference RetentionParticipants retention,
            @Reference Participants participants,
            @Reference SealedCells cells,
            @Reference LimitSettings limits,
            @Reference Deadlines deadlines,
            @Reference Transactions transactions) {
        this.store = store;
        this.retention = retention;
        this.participants = participants;
        this.cells = cells;
        this.limits = limits;
        this.deadlines = deadlines;
        this.transactions = transactions;
    }

    /** For each module: the kinds of record it declares, with what the law demands of them. */
    Map<String, Object> data() {
        var kinds = new ArrayList<Map<String, Object>>();
        for (var kind : retention.kinds()) {
            var line = new LinkedHashMap<String, Object>();
            line.put("kind", kind.id());
            line.put("title", kind.title().text(Locale.ENGLISH));
            line.put("minimumMonths", kind.minimumMonths());
            line.put("removable", !kind.actions().isEmpty());
            kinds.add(line);
        }
        var data = new LinkedHashMap<String, Object>();
        data.put("holders", List.copyOf(transactions.call(participants::known)));
        data.put("kinds", kinds);
        return data;
    }

    /** What is encrypted, who needs a second factor, how much a user may see in a day, where the system may call to. */
    Map<String, Object> security() {
        var encrypted = new ArrayList<Map<String, Object>>();
        cells.all()
                .forEach(cell -> encrypted.add(
                        Map.of("column", cell.name(), "class", cell.dataClass().name())));
        var measures = new LinkedHashMap<String, Object>();
        measures.put("encrypted", encrypted);
        measures.put("secondFactor", store.factors());
        measures.put("dailyLimits", limits.get());
        measures.put("outboundHosts", store.hosts());
        measures.put("answerDays", deadlines.answerDays());
        measures.put("extensionDays", deadlines.extensionDays());
        return measures;
    }
}
