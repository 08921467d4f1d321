package org.kithwork.core.internal.protection;

import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.kithwork.core.internal.access.DataDirectory;
import org.kithwork.store.SchemaReady;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Opens the key ring of the installation: {@code KITHWORK_KEYS}, else {@code keys} beside the distribution. It is made
 * while the installation has no users yet; afterwards a missing key stops the start, since new keys would not open
 * what is stored.
 */
@Component(service = Keys.class)
public final class Keys {

    private final KeyRing ring;

    @Activate
    public Keys(
            @Reference DataDirectory data,
            @Reference(target = "(osgi.jndi.service.name=jdbc/kithwork)") DataSource dataSource,
            @Reference(target = "(module=core)") SchemaReady ready) {
        this(KeyRing.open(directory(), data.file("."), isNew(dataSource)));
    }

    public Keys(KeyRing ring) {
        this.ring = ring;
    }

    public KeyRing ring() {
        return ring;
    }

    private static Path directory() {
        var environment = System.getenv("KITHWORK_KEYS");
        return environment != null && !environment.isBlank()
                ? Path.of(environment)
                : Path.of(System.getProperty("kithwork.keys", System.getProperty("karaf.home", ".") + "/keys"));
    }

    private static boolean isNew(DataSource dataSource) {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement();
                var users = statement.executeQuery("SELECT COUNT(*) FROM core_user")) {
            return users.next() && users.getInt(1) == 0;
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot see whether there are users", e);
        }
    }
}
