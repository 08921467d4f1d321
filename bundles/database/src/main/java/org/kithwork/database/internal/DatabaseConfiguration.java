package org.kithwork.database.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What {@code etc/org.kithwork.database.cfg} may say; the environment wins over it. */
@ObjectClassDefinition(name = "Kithwork database")
@interface DatabaseConfiguration {
    @AttributeDefinition(description = "JDBC URL of PostgreSQL; empty for the embedded Derby. KITHWORK_DB_URL wins.")
    String url() default "";

    @AttributeDefinition(description = "User of PostgreSQL. KITHWORK_DB_USER wins.")
    String user() default "";

    @AttributeDefinition(description = "File that holds the password alone. KITHWORK_DB_PASSWORD_FILE wins.")
    String passwordFile() default "";

    @AttributeDefinition(description = "Connections at most", min = "2")
    int poolSize() default 20;

    @AttributeDefinition(description = "Seconds to wait for a free connection", min = "1")
    int maxWait() default 10;
}
