package org.kithwork.core.internal.module.doctor;

import java.util.List;
import org.kithwork.core.internal.privacy.PrivacyCases;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether people wait longer for an answer about their data than they should. */
@Component(service = Check.class)
public final class PrivacyCheck implements Check {

    private final PrivacyCases cases;

    @Activate
    public PrivacyCheck(@Reference PrivacyCases cases) {
        this.cases = cases;
    }

    @Override
    public List<Finding> findings() {
        var overdue = cases.overdue();
        return List.of(
                overdue == 0
                        ? Finding.ok("privacy cases", "none is overdue")
                        : Finding.warn("privacy cases", overdue + " are overdue; see privacy:cases"));
    }
}
