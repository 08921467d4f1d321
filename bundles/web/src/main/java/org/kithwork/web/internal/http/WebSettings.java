package org.kithwork.web.internal.http;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of the web runtime, PID {@code org.kithwork.web}. */
@ObjectClassDefinition(id = WebSettings.PID, name = "Kithwork web", description = "Limits and trusted proxies")
public @interface WebSettings {

    String PID = "org.kithwork.web";

    @AttributeDefinition(name = "Upload limit", description = "Largest upload in MiB; other bodies end at 1 MiB")
    int upload_limit_mib() default 210;

    @AttributeDefinition(
            name = "Trusted proxies",
            description = "Addresses whose X-Forwarded-For and X-Forwarded-Proto are believed")
    String[] trusted_proxies() default {};
}
