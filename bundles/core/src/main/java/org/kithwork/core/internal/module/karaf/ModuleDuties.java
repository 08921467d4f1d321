package org.kithwork.core.internal.module.karaf;

import java.util.Arrays;
import java.util.Optional;
import org.kithwork.core.internal.module.ModuleProblem;
import org.kithwork.core.internal.module.store.ModuleTables;
import org.kithwork.customer.spi.CustomerDataParticipant;
import org.kithwork.problem.Message;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What a module owes before it serves: who keeps records of customers takes part in merging, erasing and exporting them. */
@Component(service = ModuleDuties.class)
public final class ModuleDuties {

    private final ModuleTables tables;

    @Activate
    public ModuleDuties(@Reference ModuleTables tables) {
        this.tables = tables;
    }

    /** What the module fails to do. */
    Optional<Message> owed(Bundle bundle, String word) {
        return takesPart(bundle)
                ? Optional.empty()
                : tables.ofCustomers(word).map(table -> ModuleProblem.message("participant-missing", table));
    }

    private static boolean takesPart(Bundle bundle) {
        var services = bundle.getRegisteredServices();
        return services != null
                && Arrays.stream(services)
                        .flatMap(service -> Arrays.stream((String[]) service.getProperty(Constants.OBJECTCLASS)))
                        .anyMatch(CustomerDataParticipant.class.getName()::equals);
    }
}
