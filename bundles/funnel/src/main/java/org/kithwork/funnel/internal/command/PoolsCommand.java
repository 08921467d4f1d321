package org.kithwork.funnel.internal.command;

import static org.kithwork.shell.Output.column;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.pool.Pools;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code funnel:pools}. */
@Service
@Command(scope = "funnel", name = "pools", description = "Lists the pools with their rules")
@Requires(FunnelPermissions.VIEW_POOLS)
public final class PoolsCommand extends ShellCommand {

    @Reference
    Pools pools;

    @Override
    protected void run(Output out) {
        out.list(
                pools.list(),
                column(
                        "Pool",
                        pool -> Stream.of(pool.name().zh(), pool.name().en())
                                .filter(Objects::nonNull)
                                .collect(Collectors.joining(" / "))),
                column("In use", pool -> !pool.retired()),
                column("Claims a day", pool -> pool.rules().claimsPerDay()),
                column("Capacity", pool -> pool.rules().capacity()),
                column("Waits (days)", pool -> pool.rules().coolOffDays()),
                column("Back without follow-up (days)", pool -> pool.rules().recycleAfterDays()),
                column("Back without deal (days)", pool -> pool.rules().recycleWithoutDealDays()),
                column("Id", pool -> pool.id()));
    }
}
