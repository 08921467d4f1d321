package org.kithwork.funnel.internal.store;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.persistence.LockModeType;
import org.jspecify.annotations.Nullable;
import org.kithwork.funnel.internal.pipeline.Pipeline;
import org.kithwork.funnel.internal.pipeline.PipelineId;
import org.kithwork.funnel.internal.pipeline.Stage;
import org.kithwork.json.Json;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.TeamId;
import org.kithwork.store.Sql;
import org.kithwork.text.Bilingual;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps pipelines. There are few, and what one consists of is one text: nothing is searched in it. */
@Component(service = PipelineStore.class)
public final class PipelineStore {

    private final FunnelUnit unit;
    private final Json json;
    private final Clock clock;

    @Activate
    public PipelineStore(@Reference FunnelUnit unit, @Reference Json json, @Reference Clock clock) {
        this.unit = unit;
        this.json = json;
        this.clock = clock;
    }

    /** What the column holds. */
    record Content(Bilingual name, Set<TeamId> teams, Set<StoreId> stores, List<Stage> stages, boolean retired) {

        static Content of(Pipeline pipeline) {
            return new Content(
                    pipeline.name(), pipeline.teams(), pipeline.stores(), pipeline.stages(), pipeline.retired());
        }
    }

    /** All of them, in the order in which they were made. */
    public List<Pipeline> all() {
        return unit.in(em ->
                Sql.select("p.* FROM funnel_pipeline p").orderBy("p.id").entities(em, PipelineEntity.class).stream()
                        .map(this::pipeline)
                        .toList());
    }

    public Optional<Pipeline> find(PipelineId id) {
        return unit.in(em ->
                Optional.ofNullable(em.find(PipelineEntity.class, id.value())).map(this::pipeline));
    }

    /** The pipeline of the id; the first one that is in use where none is named. */
    public Optional<Pipeline> chosen(@Nullable PipelineId id) {
        return id == null ? all().stream().filter(one -> !one.retired()).findFirst() : find(id);
    }

    /** The pipeline, its row locked until the transaction ends. */
    public Optional<Pipeline> lock(PipelineId id) {
        return unit.in(
                em -> Optional.ofNullable(em.find(PipelineEntity.class, id.value(), LockModeType.PESSIMISTIC_WRITE))
                        .map(this::pipeline));
    }

    public Pipeline insert(Pipeline pipeline, String by) {
        return unit.in(em -> {
            var row = new PipelineEntity();
            row.id = pipeline.id().value();
            fill(row, pipeline, by);
            em.persist(row);
            em.flush();
            return pipeline(row);
        });
    }

    /** Keeps what a change may touch, of a pipeline that {@link #lock} read. */
    public Pipeline change(Pipeline after, String by) {
        return unit.in(em -> {
            var row = em.find(PipelineEntity.class, after.id().value());
            fill(row, after, by);
            em.flush();
            return pipeline(row);
        });
    }

    private void fill(PipelineEntity row, Pipeline pipeline, String by) {
        row.content = json.write(Content.of(pipeline));
        row.updatedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        row.updatedBy = by;
    }

    private Pipeline pipeline(PipelineEntity row) {
        var content = json.read(row.content, Content.class);
        return new Pipeline(
                new PipelineId(row.id),
                row.version,
                content.name(),
                content.teams(),
                content.stores(),
                content.stages(),
                content.retired());
    }
}
