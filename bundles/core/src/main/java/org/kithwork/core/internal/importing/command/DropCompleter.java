package org.kithwork.core.internal.importing.command;

import java.util.Collection;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.importing.ServerFiles;
import org.kithwork.shell.WordCompleter;

/** Completes the files that lie ready to be imported. */
@Service
public final class DropCompleter extends WordCompleter {

    @Reference
    ServerFiles files;

    @Override
    protected Collection<String> words() {
        return files.names();
    }
}
