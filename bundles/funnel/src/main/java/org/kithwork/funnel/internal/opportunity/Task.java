package org.kithwork.funnel.internal.opportunity;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.kithwork.funnel.internal.pipeline.EntryTask;
import org.kithwork.funnel.internal.pipeline.StageId;

/**
 * What is to be done since an opportunity has entered a stage.
 *
 * @param followUpId the follow-up that was planned of it; {@code null} while it waits for a customer, or for somebody who may plan one
 */
public record Task(
        String id,
        StageId stageId,
        EntryTask.Kind kind,
        String subject,
        LocalDate dueOn,
        @Nullable String followUpId) {}
