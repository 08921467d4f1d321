package org.kithwork.intake.internal.command;

import java.util.Arrays;
import java.util.Collection;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.intake.internal.webhook.Delivery.State;
import org.kithwork.shell.WordCompleter;

/** The states of deliveries. */
@Service
public final class DeliveryStateCompleter extends WordCompleter {

    @Override
    protected Collection<String> words() {
        return Arrays.stream(State.values()).map(State::name).toList();
    }
}
