package org.kithwork.archives.internal.command;

import static org.kithwork.shell.Output.column;

import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.ArchivesPermissions;
import org.kithwork.archives.internal.Qualities;
import org.kithwork.archives.internal.Quality;
import org.kithwork.archives.internal.QualityLine;
import org.kithwork.archives.internal.QualityLine.Standing;
import org.kithwork.page.Paging;
import org.kithwork.permission.Requires;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.UserId;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code archives:quality-worst}. */
@Service
@Command(scope = "archives", name = "quality-worst", description = "Lists the customers whose data lack the most")
@Requires(ArchivesPermissions.VIEW_QUALITY)
public final class QualityWorstCommand extends ShellCommand {

    @Option(name = "--owner", description = "The id of the user who answers for them")
    @Nullable
    String owner;

    @Option(name = "--store", description = "The id of their store")
    @Nullable
    String store;

    @Option(name = "--limit", description = "At most so many, from 1 to 200")
    int limit = 50;

    @Reference
    Qualities qualities;

    @Reference
    Paging paging;

    @Override
    protected void run(Output out) {
        var page = qualities.worst(
                owner == null ? null : UserId.fromString(owner),
                store == null ? null : StoreId.fromString(store),
                paging.request(limit, null));
        out.list(
                page.items(),
                column("Customer", Quality::customerId),
                column("Complete", Quality::completeness),
                column("Fresh", Quality::freshness),
                column("Missing", quality -> fields(quality, Standing.MISSING)),
                column("Wrong", quality -> fields(quality, Standing.INVALID)));
    }

    private static String fields(Quality quality, Standing standing) {
        return quality.fields().stream()
                .filter(line -> line.standing() == standing)
                .map(QualityLine::field)
                .collect(Collectors.joining(" "));
    }
}
