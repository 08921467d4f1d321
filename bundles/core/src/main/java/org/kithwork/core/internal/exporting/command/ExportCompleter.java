package org.kithwork.core.internal.exporting.command;

import java.util.Collection;
import java.util.Locale;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.exporting.ExportDesk;
import org.kithwork.core.internal.exporting.ExportView;
import org.kithwork.page.PageRequest;
import org.kithwork.shell.WordCompleter;

/** Completes the ids of exports, as far as the user sees them. */
@Service
public final class ExportCompleter extends WordCompleter {

    @Reference
    ExportDesk desk;

    @Override
    protected Collection<String> words() {
        return desk.list(PageRequest.first(PageRequest.MAX_LIMIT), Locale.ENGLISH).items().stream()
                .map(ExportView::id)
                .toList();
    }
}
