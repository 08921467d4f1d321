package org.kithwork.archives.internal.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.kithwork.archives.internal.ArchivesPermissions;
import org.kithwork.archives.internal.ConfirmationDraft;
import org.kithwork.archives.internal.Confirmations;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code archives:confirm}. */
@Service
@Command(scope = "archives", name = "confirm", description = "Notes that a value of a customer still holds")
@Requires(ArchivesPermissions.CONFIRM_VALUES)
public final class ConfirmCommand extends ShellCommand {

    @Argument(name = "customer", description = "The customer's id", required = true)
    String customer = "";

    @Argument(index = 1, name = "field", description = "The field, such as phone", required = true)
    @Completion(
            value = StringsCompleter.class,
            values = {"name", "phone", "email", "address", "wechat", "birth", "sex", "occupation", "company", "district"
            })
    String field = "";

    @Reference
    Confirmations confirmations;

    @Override
    protected void run(Output out) {
        out.say(
                "confirmed",
                confirmations.confirm(new ConfirmationDraft(customer, field)).at());
    }
}
