package org.kithwork.intake.internal.webhook;

import java.util.ArrayList;
import java.util.List;
import org.kithwork.doctor.spi.DoctorCheck;
import org.kithwork.doctor.spi.DoctorFinding;
import org.kithwork.intake.internal.store.WebhookStore;
import org.kithwork.intake.internal.webhook.Webhook.State;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether the systems that are told of events hear it. */
@Component
public final class WebhookDoctor implements DoctorCheck {

    private static final String CHECK = "webhooks";

    private final WebhookStore store;

    @Activate
    public WebhookDoctor(@Reference WebhookStore store) {
        this.store = store;
    }

    @Override
    public List<DoctorFinding> findings() {
        var found = new ArrayList<DoctorFinding>();
        for (var webhook : store.all()) {
            if (webhook.state() == State.DISABLED) {
                found.add(new DoctorFinding(
                        CHECK,
                        false,
                        webhook.id() + " was switched off, nothing reached it for days; see intake:webhook-log"));
            } else if (webhook.isActive() && webhook.failingSince() != null) {
                found.add(new DoctorFinding(
                        CHECK,
                        false,
                        webhook.id() + " does not answer since " + webhook.failingSince()
                                + "; see intake:webhook-log"));
            }
        }
        return found.isEmpty() ? List.of(new DoctorFinding(CHECK, true, "all answer")) : List.copyOf(found);
    }
}
