package org.kithwork.core.internal.exporting;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of exports, PID {@code org.kithwork.core.exporting}. */
@ObjectClassDefinition(id = ExportSettings.PID, name = "Kithwork exports", description = "Limits of exported lists")
public @interface ExportSettings {

    String PID = "org.kithwork.core.exporting";

    @AttributeDefinition(name = "Most rows", description = "Most customers in one export", min = "1")
    int most_rows() default 100_000;

    @AttributeDefinition(name = "Kept", description = "Hours that a file can be downloaded", min = "1")
    int kept_hours() default 24;
}
