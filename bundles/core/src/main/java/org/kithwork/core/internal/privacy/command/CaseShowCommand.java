package org.kithwork.core.internal.privacy.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.privacy.PrivacyCases;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code privacy:case-show}. */
@Service
@Command(scope = "privacy", name = "case-show", description = "Shows a privacy case")
@Requires("core:privacy:view")
public final class CaseShowCommand extends ShellCommand {

    @Argument(index = 0, name = "case", required = true, description = "The id of the case")
    @Completion(CaseCompleter.class)
    String id = "";

    @Reference
    PrivacyCases cases;

    @Override
    protected void run(Output out) {
        var found = cases.get(id);
        var text = new StringBuilder()
                .append(found.kind())
                .append(' ')
                .append(found.state())
                .append(", due ")
                .append(found.dueOn());
        if (found.operationId() != null) {
            text.append(", operation ").append(found.operationId());
        }
        var content = found.content();
        if (content != null && content.request() != null) {
            text.append('\n').append(content.request());
        }
        out.say(text.toString(), found);
    }
}
