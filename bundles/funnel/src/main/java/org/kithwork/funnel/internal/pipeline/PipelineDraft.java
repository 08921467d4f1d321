package org.kithwork.funnel.internal.pipeline;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.rest.Patch;
import org.kithwork.text.Bilingual;

/**
 * What is said of a pipeline; raw, so that every fault can be named at once.
 *
 * @param stages all of them, in their order
 */
public record PipelineDraft(
        @Nullable Bilingual name,
        @Nullable List<String> teams,
        @Nullable List<String> stores,
        @Nullable List<StageDraft> stages,
        @Nullable Boolean retired) {

    /**
     * A stage.
     *
     * @param id of one that is there already; left out for a new one
     * @param from the places in the list, from 0, of the stages that it may be entered from
     * @param tasks all of them
     */
    public record StageDraft(
            @Nullable String id,
            @Nullable Bilingual name,
            @Nullable String kind,
            @Nullable Integer probability,
            @Nullable List<String> required,
            @Nullable List<Integer> from,
            @Nullable List<TaskDraft> tasks) {}

    /**
     * A task.
     *
     * @param id of one that is there already; left out for a new one
     * @param days after the entry; none where absent
     */
    public record TaskDraft(
            @Nullable String id,
            @Nullable String kind,
            @Nullable String subject,
            @Nullable Integer days) {

        static TaskDraft of(EntryTask task) {
            return new TaskDraft(task.id(), task.kind().name(), task.subject(), task.days());
        }
    }

    /** What a pipeline is after a patch. */
    static PipelineDraft of(Pipeline before, Patch patch) {
        return new PipelineDraft(
                patch.has("name") ? patch.value("name", Bilingual.class) : before.name(),
                patch.has("teams")
                        ? list(patch.value("teams", String[].class))
                        : before.teams().stream().map(Object::toString).toList(),
                patch.has("stores")
                        ? list(patch.value("stores", String[].class))
                        : before.stores().stream().map(Object::toString).toList(),
                patch.has("stages") ? list(patch.value("stages", StageDraft[].class)) : stages(before),
                patch.has("retired") ? patch.value("retired", Boolean.class) : Boolean.valueOf(before.retired()));
    }

    private static <T> @Nullable List<T> list(T @Nullable [] values) {
        return values == null ? null : List.of(values);
    }

    private static List<StageDraft> stages(Pipeline before) {
        return before.stages().stream()
                .map(stage -> new StageDraft(
                        stage.id().value(),
                        stage.name(),
                        stage.kind().name(),
                        stage.probability(),
                        stage.required().stream()
                                .map(Requirement::name)
                                .sorted()
                                .toList(),
                        stage.from().stream()
                                .map(from -> before.stages()
                                        .indexOf(before.find(from).orElseThrow()))
                                .sorted()
                                .toList(),
                        stage.tasks().stream().map(TaskDraft::of).toList()))
                .toList();
    }
}
