package org.kithwork.archives.internal.command;

import static org.kithwork.shell.Output.column;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.ArchivesPermissions;
import org.kithwork.archives.internal.Attachment;
import org.kithwork.archives.internal.Attachments;
import org.kithwork.customer.CustomerId;
import org.kithwork.page.Paging;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code archives:attachments}. */
@Service
@Command(scope = "archives", name = "attachments", description = "Lists files of customers, newest first")
@Requires(ArchivesPermissions.VIEW_ATTACHMENTS)
public final class AttachmentsCommand extends ShellCommand {

    @Argument(name = "customer", description = "The customer's id; all customers where absent")
    @Nullable
    String customer;

    @Option(name = "--limit", description = "At most so many, from 1 to 200")
    int limit = 20;

    @Reference
    Attachments attachments;

    @Reference
    Paging paging;

    @Override
    protected void run(Output out) {
        var of = customer == null ? null : CustomerId.fromString(customer);
        out.list(
                attachments.list(of, paging.request(limit, null)).items(),
                column("Id", Attachment::id),
                column("At", Attachment::at),
                column("Customer", Attachment::customerId),
                column("Name", Attachment::name),
                column("Type", Attachment::type),
                column("Bytes", Attachment::size),
                column("For", Attachment::visibility),
                column("By", attachment -> attachment.by().name()));
    }
}
