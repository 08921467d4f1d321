package org.kithwork.archives.internal;

import java.util.Set;
import org.kithwork.event.Event;
import org.kithwork.event.spi.EventHandler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Takes the tasks of a customer back who has died; by a name of its own, since such news comes before all others. */
@Component
public final class QualityPolicyHandler implements EventHandler {

    private final QualityIndex index;

    @Activate
    public QualityPolicyHandler(@Reference QualityIndex index) {
        this.index = index;
    }

    @Override
    public String name() {
        return "archives.quality-policy";
    }

    @Override
    public Set<String> types() {
        return Set.of("core.consent.policy-changed");
    }

    @Override
    public boolean fromBeginning() {
        return false;
    }

    @Override
    public void handle(Event event) {
        var customer = event.customer();
        if (customer != null) {
            index.renew(customer);
        }
    }
}
