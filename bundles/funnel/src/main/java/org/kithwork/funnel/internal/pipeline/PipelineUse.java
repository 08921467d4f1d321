package org.kithwork.funnel.internal.pipeline;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.company.Teams;
import org.kithwork.customer.ActorName;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.TeamId;
import org.kithwork.permission.UserId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Knows whose opportunities go through which pipeline. */
@Component(service = PipelineUse.class)
public final class PipelineUse {

    private final Teams teams;

    @Activate
    public PipelineUse(@Reference Teams teams) {
        this.teams = teams;
    }

    /** Whether the pipeline is for opportunities of this user in this store: whoever is in a team is in those above it as well. */
    public boolean allows(Pipeline pipeline, ActorName owner, @Nullable StoreId store) {
        var ofOwner = pipeline.teams().isEmpty() ? List.<TeamId>of() : teams.of(new UserId(owner.id()));
        return pipeline.isFor(ofOwner, store);
    }
}
