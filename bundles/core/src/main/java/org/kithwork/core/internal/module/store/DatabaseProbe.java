package org.kithwork.core.internal.module.store;

import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the database whether it answers. */
@Component(service = DatabaseProbe.class)
public class DatabaseProbe {

    private static final Logger LOGGER = LoggerFactory.getLogger(DatabaseProbe.class);
    private static final int PATIENCE_SECONDS = 5;

    private final DataSource dataSource;

    @Activate
    public DatabaseProbe(@Reference(target = "(osgi.jndi.service.name=jdbc/kithwork)") DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Its product and version; empty when it does not answer. */
    public Optional<String> ask() {
        try (var connection = dataSource.getConnection()) {
            var about = connection.getMetaData();
            return connection.isValid(PATIENCE_SECONDS)
                    ? Optional.of(about.getDatabaseProductName() + " " + about.getDatabaseProductVersion())
                    : Optional.empty();
        } catch (SQLException e) {
            LOGGER.debug("The database does not answer", e);
            return Optional.empty();
        }
    }
}
