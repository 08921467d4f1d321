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
import org.kithwork.core.internal.importing.ImportView;
import org.kithwork.page.PageRequest;

/** Completes the ids of imports, as far as the user sees them. */
@Service
public final class ImportCompleter implements Completer {

    @Reference
    ImportDesk desk;

    @Override
    public int complete(Session session, CommandLine commandLine, List<String> candidates) {
        var ids = desk.list(PageRequest.first(PageRequest.MAX_LIMIT), Locale.ENGLISH).items().stream()
                .map(ImportView::id)
                .toList();
        return new StringsCompleter(ids).complete(session, commandLine, candidates);
    }
}
