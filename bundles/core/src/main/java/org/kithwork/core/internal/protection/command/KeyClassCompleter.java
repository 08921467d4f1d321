package org.kithwork.core.internal.protection.command;

import java.util.Collection;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.protection.KeyAdmin;
import org.kithwork.shell.WordCompleter;

/** Completes the classes of data whose key can be renewed. */
@Service
public final class KeyClassCompleter extends WordCompleter {

    @Override
    protected Collection<String> words() {
        return KeyAdmin.words();
    }
}
