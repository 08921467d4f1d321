package org.kithwork.archives.internal;

import java.util.List;
import org.kithwork.archives.internal.store.FollowUpStore;
import org.kithwork.doctor.spi.DoctorCheck;
import org.kithwork.doctor.spi.DoctorFinding;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether follow-ups stay missed above whose owner nobody stands: only an administrator can name somebody. */
@Component
public final class EscalationDoctor implements DoctorCheck {

    private static final String CHECK = "follow-ups";

    private final FollowUpStore store;

    @Activate
    public EscalationDoctor(@Reference FollowUpStore store) {
        this.store = store;
    }

    @Override
    public List<DoctorFinding> findings() {
        var waiting = store.escalatedToNobody();
        return List.of(
                waiting == 0
                        ? new DoctorFinding(CHECK, true, "somebody stands above the owner of each that stays missed")
                        : new DoctorFinding(
                                CHECK,
                                false,
                                waiting
                                        + " stay missed and nobody stands above their owners; give their teams leaders or"
                                        + " their stores managers, and see archives:follow-ups --escalated NOBODY"));
    }
}
