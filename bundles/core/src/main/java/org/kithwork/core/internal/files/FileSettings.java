package org.kithwork.core.internal.files;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of files that are kept with records, PID {@code org.kithwork.core.files}. */
@ObjectClassDefinition(id = FileSettings.PID, name = "Kithwork files", description = "Limits of files that are kept")
public @interface FileSettings {

    String PID = "org.kithwork.core.files";

    @AttributeDefinition(
            name = "Largest file",
            description = "In MiB; files pass through memory",
            min = "1",
            max = "50")
    int most_mib() default 10;
}
