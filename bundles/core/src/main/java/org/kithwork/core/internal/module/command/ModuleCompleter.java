package org.kithwork.core.internal.module.command;

import java.util.Collection;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.module.Modules;
import org.kithwork.shell.WordCompleter;

/** Completes the words of modules. */
@Service
public class ModuleCompleter extends WordCompleter {

    @Reference
    Modules modules;

    @Override
    protected Collection<String> words() {
        return modules.words();
    }
}
