package org.kithwork.funnel.internal.pipeline;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.company.Stores;
import org.kithwork.company.Teams;
import org.kithwork.funnel.internal.pipeline.PipelineDraft.StageDraft;
import org.kithwork.funnel.internal.pipeline.PipelineDraft.TaskDraft;
import org.kithwork.id.Ids;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.TeamId;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.text.Bilingual;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads what is said of a pipeline and names every fault at once. */
@Component(service = PipelineReader.class)
public final class PipelineReader {

    private static final int LONGEST_NAME = 60;
    private static final int MOST_STAGES = 20;
    private static final int SURE = 100;
    private static final int MOST_TASKS = 10;
    private static final int MOST_DAYS = 365;
    private static final int LONGEST_SUBJECT = 300;

    /** The order in which stages of these kinds stand. */
    private static final List<StageKind> ORDER =
            List.of(StageKind.OPEN, StageKind.WON, StageKind.POST_SALE, StageKind.LOST);

    private final Ids ids;
    private final PlaceReader places;

    @Activate
    public PipelineReader(@Reference Ids ids, @Reference Stores stores, @Reference Teams company) {
        this.ids = ids;
        this.places = new PlaceReader(stores, company);
    }

    /** A pipeline as said and checked. */
    record Checked(Bilingual name, Set<TeamId> teams, Set<StoreId> stores, List<Stage> stages, boolean retired) {}

    /**
     * Reads a draft.
     *
     * @param known the stages that the pipeline has now
     */
    Checked read(PipelineDraft draft, List<Stage> known) {
        var faults = new Faults();
        var name = Bilingual.required(faults, "/name", draft.name(), LONGEST_NAME);
        var teams = places.teams(faults, draft.teams());
        var where = places.stores(faults, draft.stores());
        var stages = stages(faults, Objects.requireNonNullElse(draft.stages(), List.of()), known);
        faults.check();
        return new Checked(name, teams, where, stages, Boolean.TRUE.equals(draft.retired()));
    }

    private List<Stage> stages(Faults faults, List<StageDraft> drafts, List<Stage> known) {
        if (drafts.size() > MOST_STAGES) {
            faults.add("/stages", message("too-many", MOST_STAGES));
            return List.of();
        }
        var kinds = kinds(faults, drafts);
        checkOrder(faults, kinds);
        checkKept(faults, drafts, kinds, known);
        var stageIds = ids(faults, drafts, known);
        var tasks = known.stream()
                .flatMap(stage -> stage.tasks().stream())
                .map(EntryTask::id)
                .collect(Collectors.toCollection(HashSet::new));
        var stages = new ArrayList<Stage>();
        for (int i = 0; i < drafts.size(); i++) {
            var kind = kinds.get(i);
            if (kind != null) {
                stages.add(stage(faults, drafts.get(i), "/stages/" + i, kind, i, stageIds, tasks));
            }
        }
        return stages;
    }

    private static List<@Nullable StageKind> kinds(Faults faults, List<StageDraft> drafts) {
        var kinds = new ArrayList<@Nullable StageKind>();
        for (int i = 0; i < drafts.size(); i++) {
            var said = drafts.get(i).kind();
            kinds.add(said == null ? StageKind.OPEN : faults.choice("/stages/" + i + "/kind", said, StageKind.class));
        }
        return kinds;
    }

    private static void checkOrder(Faults faults, List<@Nullable StageKind> kinds) {
        var places = kinds.stream()
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .map(ORDER::indexOf)
                .toList();
        if (places.size() < kinds.size()) {
            return;
        }
        var sorted = places.stream().sorted().toList();
        if (!sorted.equals(places)) {
            faults.add("/stages", message("stages-order"));
        }
        var counts = kinds.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        if (!counts.containsKey(StageKind.OPEN)
                || counts.getOrDefault(StageKind.WON, 0L) != 1
                || counts.getOrDefault(StageKind.LOST, 0L) != 1
                || counts.getOrDefault(StageKind.POST_SALE, 0L) > 1) {
            faults.add("/stages", message("stages-needed"));
        }
    }

    /** What a stage means stays: everything that was ever in it would be told anew. */
    private static void checkKept(
            Faults faults, List<StageDraft> drafts, List<@Nullable StageKind> kinds, List<Stage> known) {
        for (int i = 0; i < drafts.size(); i++) {
            var said = drafts.get(i).id();
            var kind = kinds.get(i);
            for (var stage : known) {
                if (stage.id().value().equals(said) && kind != null && stage.kind() != kind) {
                    faults.add("/stages/" + i + "/kind", message("kind-fixed"));
                }
            }
        }
    }

    private List<StageId> ids(Faults faults, List<StageDraft> drafts, List<Stage> known) {
        var there = known.stream().map(stage -> stage.id().value()).collect(Collectors.toSet());
        var seen = new HashSet<String>();
        var read = new ArrayList<StageId>();
        for (int i = 0; i < drafts.size(); i++) {
            var said = drafts.get(i).id();
            if (said == null) {
                read.add(new StageId(ids.next()));
            } else if (there.contains(said) && seen.add(said)) {
                read.add(new StageId(said));
            } else {
                faults.add("/stages/" + i + "/id", "id-invalid");
                read.add(new StageId(ids.next()));
            }
        }
        return read;
    }

    private Stage stage(
            Faults faults,
            StageDraft draft,
            String pointer,
            StageKind kind,
            int place,
            List<StageId> stageIds,
            Set<String> known) {
        return new Stage(
                stageIds.get(place),
                Bilingual.required(faults, pointer + "/name", draft.name(), LONGEST_NAME),
                kind,
                Stage.probability(kind, probability(faults, pointer, kind, draft.probability())),
                required(faults, pointer, Objects.requireNonNullElse(draft.required(), List.of())),
                from(faults, pointer, Objects.requireNonNullElse(draft.from(), List.of()), place, stageIds),
                tasks(faults, pointer, Objects.requireNonNullElse(draft.tasks(), List.of()), known));
    }

    private List<EntryTask> tasks(Faults faults, String pointer, List<TaskDraft> said, Set<String> known) {
        if (said.size() > MOST_TASKS) {
            faults.add(pointer + "/tasks", message("too-many", MOST_TASKS));
            return List.of();
        }
        var read = new ArrayList<EntryTask>();
        for (int i = 0; i < said.size(); i++) {
            var task = task(faults, pointer + "/tasks/" + i, said.get(i), known);
            if (task != null) {
                read.add(task);
            }
        }
        return read;
    }

    private @Nullable EntryTask task(Faults faults, String pointer, TaskDraft said, Set<String> known) {
        var id = said.id();
        if (id != null && !known.remove(id)) {
            faults.add(pointer + "/id", "id-invalid");
        }
        var kind = said.kind() == null
                ? EntryTask.Kind.CALL
                : faults.choice(pointer + "/kind", said.kind(), EntryTask.Kind.class);
        var subject = faults.requiredText(pointer + "/subject", said.subject(), LONGEST_SUBJECT);
        var days = said.days() == null ? 0 : said.days();
        if (days < 0 || days > MOST_DAYS) {
            faults.add(pointer + "/days", message("days-range", MOST_DAYS));
        }
        return kind == null ? null : new EntryTask(id == null ? ids.next() : id, kind, subject, days);
    }

    private static int probability(Faults faults, String pointer, StageKind kind, @Nullable Integer said) {
        if (kind != StageKind.OPEN) {
            return 0;
        }
        if (said == null) {
            faults.add(pointer + "/probability", "required");
            return 0;
        }
        if (said < 0 || said > SURE) {
            faults.add(pointer + "/probability", message("percent-range"));
            return 0;
        }
        return said;
    }

    private static Set<Requirement> required(Faults faults, String pointer, List<String> said) {
        var read = EnumSet.noneOf(Requirement.class);
        for (int i = 0; i < said.size(); i++) {
            var one = faults.choice(pointer + "/required/" + i, said.get(i), Requirement.class);
            if (one != null) {
                read.add(one);
            }
        }
        return read;
    }

    private static Set<StageId> from(
            Faults faults, String pointer, List<Integer> said, int place, List<StageId> stageIds) {
        var read = new LinkedHashSet<StageId>();
        for (int i = 0; i < said.size(); i++) {
            var from = said.get(i);
            if (from < 0 || from >= stageIds.size() || from == place) {
                faults.add(pointer + "/from/" + i, message("from-unknown"));
            } else {
                read.add(stageIds.get(from));
            }
        }
        return read;
    }

    static Message message(String code, Object... arguments) {
        return Message.of(PipelineReader.class, code, arguments);
    }
}
