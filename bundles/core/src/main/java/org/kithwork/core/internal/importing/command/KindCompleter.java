package org.kithwork.core.internal.importing.command;

import java.util.List;
import java.util.Locale;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.kithwork.core.internal.importing.ImportDesk;
import org.kithwork.core.internal.importing.ImportKindView;

/** Completes the kinds that the user may import. */
@Service
public final class KindCompleter implements Completer {

    @Reference
    ImportDesk desk;

    @Override
    public int complete(Session session, CommandLine commandLine, List<String> candidates) {
        var kinds =
                desk.kinds(Locale.ENGLISH).stream().map(ImportKindView::kind).toList();
        return new StringsCompleter(kinds).complete(session, commandLine, candidates);
    }
}
