package org.kithwork.core.internal.customer.command;

import static org.kithwork.shell.Output.column;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.customer.CustomerQuery;
import org.kithwork.customer.CustomerSummary;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code customer:list}. */
@Service
@Command(scope = "customer", name = "list", description = "Finds customers by name, pinyin, initials, phone or id")
@Requires("core:customer:view")
public final class ListCommand extends ShellCommand {

    @Argument(name = "text", description = "What to search for; all customers without it")
    @Nullable
    String text;

    @Option(name = "--limit", description = "How many at most, from 1 to 200")
    int limit = 50;

    @Reference
    CustomerDirectory directory;

    @Override
    protected void run(Output out) {
        var page = directory.list(
                CustomerQuery.text(text == null ? "" : text),
                PageRequest.first(Math.max(1, Math.min(limit, PageRequest.MAX_LIMIT))));
        out.list(
                page.items(),
                column("Id", CustomerSummary::id),
                column("Name", CustomerSummary::displayName),
                column("Phone", CustomerSummary::phone),
                column("Store", CustomerSummary::storeName),
                column("Owner", CustomerSummary::ownerName));
    }
}
