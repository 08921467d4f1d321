package org.kithwork.core.internal.module.doctor;

import java.util.List;
import org.kithwork.core.internal.limit.LimitAlerts;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether somebody looked at more customers, or searched or exported more, than people normally do in a day. */
@Component(service = Check.class)
public final class LimitCheck implements Check {

    private final LimitAlerts alerts;

    @Activate
    public LimitCheck(@Reference LimitAlerts alerts) {
        this.alerts = alerts;
    }

    @Override
    public List<Finding> findings() {
        var recent = alerts.recent();
        return List.of(
                recent == 0
                        ? Finding.ok("limits", "nobody reached one since yesterday")
                        : Finding.warn("limits", recent + " were reached since yesterday; see limit:alerts"));
    }
}
