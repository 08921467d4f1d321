package org.kithwork.core.internal.importing.command;

import java.util.Collection;
import java.util.Locale;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.importing.ImportDesk;
import org.kithwork.core.internal.importing.ImportKindView;
import org.kithwork.shell.WordCompleter;

/** Completes the kinds that the user may import. */
@Service
public final class KindCompleter extends WordCompleter {

    @Reference
    ImportDesk desk;

    @Override
    protected Collection<String> words() {
        return desk.kinds(Locale.ENGLISH).stream().map(ImportKindView::kind).toList();
    }
}
