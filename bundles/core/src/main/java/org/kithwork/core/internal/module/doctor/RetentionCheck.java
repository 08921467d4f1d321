package org.kithwork.core.internal.module.doctor;

import java.util.List;
import org.kithwork.core.internal.retention.RetentionRules;
import org.kithwork.core.internal.retention.RetentionRuns;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether the rules of how long records are kept do their work. */
@Component(service = Check.class)
public final class RetentionCheck implements Check {

    private final RetentionRules rules;
    private final RetentionRuns runs;

    @Activate
    public RetentionCheck(@Reference RetentionRules rules, @Reference RetentionRuns runs) {
        this.rules = rules;
        this.runs = runs;
    }

    @Override
    public List<Finding> findings() {
        if (!rules.anyActive()) {
            return List.of(Finding.ok("retention", "no rule is active"));
        }
        return List.of(
                runs.isLate()
                        ? Finding.warn(
                                "retention", "active rules have not ended a run for three days; see retention:runs")
                        : Finding.ok("retention", "the active rules run"));
    }
}
