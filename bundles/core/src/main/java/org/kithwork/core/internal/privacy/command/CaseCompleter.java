package org.kithwork.core.internal.privacy.command;

import java.util.Collection;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.privacy.PrivacyCase;
import org.kithwork.core.internal.privacy.PrivacyCases;
import org.kithwork.page.PageRequest;
import org.kithwork.shell.WordCompleter;

/** Completes the ids of the open cases. */
@Service
public final class CaseCompleter extends WordCompleter {

    @Reference
    PrivacyCases cases;

    @Override
    protected Collection<String> words() {
        return cases.list(null, true, PageRequest.first(PageRequest.MAX_LIMIT)).items().stream()
                .map(PrivacyCase::id)
                .toList();
    }
}
