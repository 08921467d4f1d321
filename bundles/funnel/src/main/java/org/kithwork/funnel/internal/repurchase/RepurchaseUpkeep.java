package org.kithwork.funnel.internal.repurchase;

import org.kithwork.job.spi.Upkeep;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Has opportunities come up by themselves as days go by. */
@Component
public final class RepurchaseUpkeep implements Upkeep {

    private final Repurchases repurchases;

    @Activate
    public RepurchaseUpkeep(@Reference Repurchases repurchases) {
        this.repurchases = repurchases;
    }

    @Override
    public String module() {
        return "funnel";
    }

    @Override
    public void run() {
        repurchases.run();
    }
}
