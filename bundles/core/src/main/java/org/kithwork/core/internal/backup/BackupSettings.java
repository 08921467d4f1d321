package org.kithwork.core.internal.backup;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of backups, PID {@code org.kithwork.core.backup}. */
@ObjectClassDefinition(id = BackupSettings.PID, name = "Kithwork backups", description = "The backup of every night")
public @interface BackupSettings {

    String PID = "org.kithwork.core.backup";

    @AttributeDefinition(
            name = "Nightly at",
            description = "When a backup is made every day, such as 02:30, in the time of the company; empty for never")
    String nightly_at() default "02:30";

    @AttributeDefinition(
            name = "Nightly kept",
            description = "How many backups of the schedule are kept; those that people made are never removed",
            min = "1")
    int nightly_kept() default 14;
}
