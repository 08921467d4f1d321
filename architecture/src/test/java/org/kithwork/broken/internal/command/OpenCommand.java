package org.kithwork.broken.internal.command;

import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.kithwork.broken.internal.rest.OpenResource;

/** A command for everybody. */
@Command(scope = "broken", name = "open")
public final class OpenCommand implements Action {

    @Override
    public Object execute() {
        return new OpenResource().open();
    }
}
