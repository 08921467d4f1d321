package org.kithwork.core.internal.importing.command;

import java.util.Collection;
import java.util.Locale;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.importing.ImportDesk;
import org.kithwork.core.internal.importing.ImportView;
import org.kithwork.page.PageRequest;
import org.kithwork.shell.WordCompleter;

/** Completes the ids of imports, as far as the user sees them. */
@Service
public final class ImportCompleter extends WordCompleter {

    @Reference
    ImportDesk desk;

    @Override
    protected Collection<String> words() {
        return desk.list(PageRequest.first(PageRequest.MAX_LIMIT), Locale.ENGLISH).items().stream()
                .map(ImportView::id)
                .toList();
    }
}
