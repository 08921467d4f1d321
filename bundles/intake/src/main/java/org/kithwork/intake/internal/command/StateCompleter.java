package org.kithwork.intake.internal.command;

import java.util.Arrays;
import java.util.Collection;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.intake.internal.Submission.State;
import org.kithwork.shell.WordCompleter;

/** The states of what was sent in. */
@Service
public final class StateCompleter extends WordCompleter {

    @Override
    protected Collection<String> words() {
        return Arrays.stream(State.values()).map(State::name).toList();
    }
}
