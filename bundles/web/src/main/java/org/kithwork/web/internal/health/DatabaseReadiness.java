package org.kithwork.web.internal.health;

import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.Readiness;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The database can be reached. */
@Component(service = Readiness.class)
public final class DatabaseReadiness implements Readiness {

    private static final int SECONDS = 2;

    @Reference(
            target = "(osgi.jndi.service.name=jdbc/kithwork)",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable DataSource database;

    @Override
    public String name() {
        return "database";
    }

    @Override
    public Optional<String> waitsFor() {
        var source = database;
        if (source == null) {
            return Optional.of("starting");
        }
        try (var connection = source.getConnection()) {
            return connection.isValid(SECONDS) ? Optional.empty() : Optional.of("not reachable");
        } catch (SQLException e) {
            return Optional.of("not reachable");
        }
    }
}
