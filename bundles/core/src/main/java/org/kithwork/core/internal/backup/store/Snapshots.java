package org.kithwork.core.internal.backup.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.kithwork.store.Dialect;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows the whole database as it was at one moment, while others go on writing. */
@Component(service = Snapshots.class)
public final class Snapshots implements SnapshotSource {

    private final DataSource dataSource;
    private final boolean postgres;

    @Activate
    public Snapshots(
            @Reference(target = "(osgi.jndi.service.name=jdbc/kithwork)") DataSource dataSource,
            @Reference Dialect dialect) {
        this.dataSource = dataSource;
        this.postgres = dialect.isShared();
    }

    @Override
    public String kind() {
        return postgres ? POSTGRESQL : DERBY;
    }

    /**
     * PostgreSQL reads in one transaction that sees nothing later. Derby has no such thing: its online copy, which holds
     * what was committed when it ended, is made in the scratch directory and read there.
     */
    @Override
    public <T> T read(Path scratch, Use<T> use) throws IOException {
        return postgres
                ? SnapshotSource.of(dataSource).read(scratch, use)
                : DatabaseTrouble.told(() -> inCopy(scratch, use));
    }

    private <T> T inCopy(Path scratch, Use<T> use) throws SQLException, IOException {
        DerbyFolder.delete(scratch);
        Files.createDirectories(scratch);
        try {
            try (var connection = dataSource.getConnection();
                    var backup = connection.prepareCall("CALL SYSCS_UTIL.SYSCS_BACKUP_DATABASE(?)")) {
                backup.setString(1, scratch.toString());
                backup.execute();
            }
            try (var copies = Files.list(scratch)) {
                return SnapshotSource.stopped(copies.findFirst().orElseThrow()).read(scratch, use);
            }
        } finally {
            DerbyFolder.delete(scratch);
        }
    }
}
