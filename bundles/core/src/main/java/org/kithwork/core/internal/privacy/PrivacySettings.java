package org.kithwork.core.internal.privacy;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of privacy cases, PID {@code org.kithwork.core.privacy}. */
@ObjectClassDefinition(id = PrivacySettings.PID, name = "Kithwork privacy", description = "Deadlines of privacy cases")
public @interface PrivacySettings {

    String PID = "org.kithwork.core.privacy";

    @AttributeDefinition(name = "Answer within", description = "Working days to answer a case in", min = "1")
    int answer_days() default 15;

    @AttributeDefinition(name = "Extension", description = "Working days that an extension adds", min = "1")
    int extension_days() default 15;
}
