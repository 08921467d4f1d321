package org.kithwork.core.internal.money.command;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.money.RateEntry;
import org.kithwork.core.internal.money.RateList;
import org.kithwork.page.PageRequest;
import org.kithwork.shell.WordCompleter;

/** Completes the ids of the newest rates. */
@Service
public final class RateCompleter extends WordCompleter {

    @Reference
    RateList rates;

    @Override
    protected List<String> words() {
        return rates.list(null, false, PageRequest.first(PageRequest.MAX_LIMIT)).items().stream()
                .map(RateEntry::id)
                .toList();
    }
}
