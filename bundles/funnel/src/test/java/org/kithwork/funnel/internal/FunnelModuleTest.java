package org.kithwork.funnel.internal;

import java.util.List;
import org.kithwork.event.spi.EventTypeSource;
import org.kithwork.funnel.internal.command.AssignCommand;
import org.kithwork.funnel.internal.command.BackTestCommand;
import org.kithwork.funnel.internal.command.ConversionCommand;
import org.kithwork.funnel.internal.command.LeadsCommand;
import org.kithwork.funnel.internal.command.MoveCommand;
import org.kithwork.funnel.internal.command.OpportunitiesCommand;
import org.kithwork.funnel.internal.command.PipelinesCommand;
import org.kithwork.funnel.internal.command.PoolsCommand;
import org.kithwork.funnel.internal.command.QuotesCommand;
import org.kithwork.funnel.internal.command.RebuildCommand;
import org.kithwork.funnel.internal.command.ScoreCommand;
import org.kithwork.funnel.internal.rest.BoardResource;
import org.kithwork.funnel.internal.rest.CreditsResource;
import org.kithwork.funnel.internal.rest.LeadRulesResource;
import org.kithwork.funnel.internal.rest.LeadsResource;
import org.kithwork.funnel.internal.rest.LostReasonsResource;
import org.kithwork.funnel.internal.rest.OddsResource;
import org.kithwork.funnel.internal.rest.OpportunitiesResource;
import org.kithwork.funnel.internal.rest.OpportunityRepurchaseResource;
import org.kithwork.funnel.internal.rest.OpportunityScoreResource;
import org.kithwork.funnel.internal.rest.PaceResource;
import org.kithwork.funnel.internal.rest.PipelinesResource;
import org.kithwork.funnel.internal.rest.PoolReturnsResource;
import org.kithwork.funnel.internal.rest.PoolsResource;
import org.kithwork.funnel.internal.rest.QuotePolicyResource;
import org.kithwork.funnel.internal.rest.QuotesResource;
import org.kithwork.funnel.internal.rest.ReportsResource;
import org.kithwork.funnel.internal.rest.RepurchaseRulesResource;
import org.kithwork.funnel.internal.rest.ReturnsResource;
import org.kithwork.funnel.internal.rest.ScoreRulesResource;
import org.kithwork.funnel.internal.rest.ScoresResource;
import org.kithwork.funnel.internal.rest.TargetsResource;
import org.kithwork.permission.spi.PermissionSource;
import org.kithwork.test.ModuleContract;

class FunnelModuleTest extends ModuleContract {

    @Override
    protected String word() {
        return "funnel";
    }

    @Override
    protected PermissionSource permissions() {
        return new FunnelPermissions();
    }

    @Override
    protected EventTypeSource eventTypes() {
        return new FunnelEvents();
    }

    @Override
    protected List<Class<?>> resources() {
        return List.of(
                BoardResource.class,
                CreditsResource.class,
                LeadRulesResource.class,
                LeadsResource.class,
                LostReasonsResource.class,
                OddsResource.class,
                OpportunitiesResource.class,
                OpportunityRepurchaseResource.class,
                OpportunityScoreResource.class,
                PaceResource.class,
                PipelinesResource.class,
                PoolReturnsResource.class,
                PoolsResource.class,
                QuotePolicyResource.class,
                QuotesResource.class,
                ReportsResource.class,
                RepurchaseRulesResource.class,
                ReturnsResource.class,
                ScoreRulesResource.class,
                ScoresResource.class,
                TargetsResource.class);
    }

    @Override
    protected List<Class<?>> commands() {
        return List.of(
                AssignCommand.class,
                BackTestCommand.class,
                ConversionCommand.class,
                LeadsCommand.class,
                MoveCommand.class,
                OpportunitiesCommand.class,
                PipelinesCommand.class,
                PoolsCommand.class,
                QuotesCommand.class,
                RebuildCommand.class,
                ScoreCommand.class);
    }
}
