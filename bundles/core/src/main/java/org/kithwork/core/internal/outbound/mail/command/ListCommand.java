package org.kithwork.core.internal.outbound.mail.command;

import static org.kithwork.shell.Output.column;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.outbound.mail.MailDesk;
import org.kithwork.core.internal.outbound.mail.MailState;
import org.kithwork.core.internal.outbound.mail.MailView;
import org.kithwork.page.Paging;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code mail:list}. */
@Service
@Command(scope = "mail", name = "list", description = "Lists what became of the newest mails, neither to whom nor what")
@Requires("core:mail:view")
public final class ListCommand extends ShellCommand {

    @Option(name = "--state", description = "WAITING, SENT or FAILED")
    @Nullable
    MailState state;

    @Option(name = "--limit", description = "How many")
    int limit = 20;

    @Reference
    MailDesk mails;

    @Reference
    Paging paging;

    @Override
    protected void run(Output out) {
        out.list(
                mails.list(state, paging.request(limit, null)).items(),
                column("Id", MailView::id),
                column("Module", MailView::module),
                column("State", MailView::state),
                column("Tries", MailView::attempts),
                column("Written", MailView::createdAt),
                column("Next try", MailView::nextAt),
                column("Problem", MailView::problem),
                column("Answer", MailView::answer));
    }
}
