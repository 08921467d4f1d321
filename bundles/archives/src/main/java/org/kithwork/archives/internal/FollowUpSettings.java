package org.kithwork.archives.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of follow-ups, PID {@code org.kithwork.archives.follow-ups}. */
@ObjectClassDefinition(
        id = FollowUpSettings.PID,
        name = "Kithwork follow-ups",
        description = "When a missed follow-up becomes the matter of whoever stands above")
public @interface FollowUpSettings {

    String PID = "org.kithwork.archives.follow-ups";

    @AttributeDefinition(
            name = "Escalate after",
            description = "So many working days after the day of the follow-up; 0 for never",
            min = "0",
            max = "250")
    int escalate_days() default 2;
}
