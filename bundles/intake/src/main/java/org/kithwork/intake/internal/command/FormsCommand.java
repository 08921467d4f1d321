package org.kithwork.intake.internal.command;

import static org.kithwork.shell.Output.column;

import java.util.Locale;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.intake.internal.Form;
import org.kithwork.intake.internal.Forms;
import org.kithwork.intake.internal.IntakePermissions;
import org.kithwork.page.Paging;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code intake:forms}. */
@Service
@Command(scope = "intake", name = "forms", description = "Lists forms, newest first")
@Requires(IntakePermissions.VIEW_FORMS)
public final class FormsCommand extends ShellCommand {

    @Option(name = "--limit", description = "At most so many, from 1 to 200")
    int limit = 20;

    @Reference
    Forms forms;

    @Reference
    Paging paging;

    @Override
    protected void run(Output out) {
        out.list(
                forms.list(paging.request(limit, null)).items(),
                column("Id", Form::id),
                column("Address", form -> "/public/intake/forms/" + form.slug()),
                column("Title", form -> form.content().title().text(Locale.ENGLISH)),
                column("Open", Form::active),
                column("Confirmed by link", form -> form.content().doubleOptIn()),
                column("Changed", Form::updatedAt));
    }
}
