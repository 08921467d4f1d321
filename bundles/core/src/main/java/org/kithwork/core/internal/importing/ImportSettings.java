package org.kithwork.core.internal.importing;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of imports, PID {@code org.kithwork.core.importing}. */
@ObjectClassDefinition(id = ImportSettings.PID, name = "Kithwork imports", description = "Limits of uploads")
public @interface ImportSettings {

    String PID = "org.kithwork.core.importing";

    @AttributeDefinition(name = "Upload limit", description = "Largest file in MiB", min = "1")
    int upload_limit_mib() default 1024;

    @AttributeDefinition(name = "Kept", description = "Days that an upload is kept after its import ended", min = "1")
    int kept_days() default 7;
}
