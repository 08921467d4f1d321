package org.kithwork.core.internal.privacy.command;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.kithwork.core.internal.privacy.PrivacyCase;
import org.kithwork.core.internal.privacy.PrivacyCases;
import org.kithwork.page.PageRequest;

/** Completes the ids of the open cases. */
@Service
public final class CaseCompleter implements Completer {

    @Reference
    PrivacyCases cases;

    @Override
    public int complete(Session session, CommandLine commandLine, List<String> candidates) {
        var ids = cases.list(null, true, PageRequest.first(PageRequest.MAX_LIMIT)).items().stream()
                .map(PrivacyCase::id)
                .toList();
        return new StringsCompleter(ids).complete(session, commandLine, candidates);
    }
}
