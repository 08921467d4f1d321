package org.kithwork.core.internal.backup.store;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.kithwork.core.internal.backup.BackupProblem;
import org.kithwork.core.internal.backup.Manifest;

/** Fills an empty database from a stream that {@link Dump} wrote, reads it again and compares. */
final class Load {

    private static final int BATCH = 500;

    private final Connection connection;
    private final boolean postgres;
    private final boolean inSteps;
    private DatabaseSchema schema = new DatabaseSchema(List.of(), Map.of());

    /** {@code inSteps}: whether to commit as it goes, where nobody else sees the database yet. */
    Load(Connection connection, boolean inSteps) throws SQLException {
        this.connection = connection;
        this.postgres = new SchemaReader(connection).isPostgres();
        this.inSteps = inSteps;
    }

    /** Loads all of it; files go under the directory. Refuses what does not come out as it went in. */
    Manifest read(InputStream stream, Path folder) throws SQLException, IOException {
        connection.setAutoCommit(false);
        var in = new DataInputStream(stream);
        schema = DatabaseSchema.read(in);
        var writer = new SchemaWriter(connection, postgres);
        writer.tables(schema);
        for (var table : schema.tables()) {
            rows(table, in);
            step();
        }
        var files = files(in, folder);
        var manifest = manifest(in);
        if (in.read() >= 0 || !files.equals(manifest.files())) {
            throw BackupProblem.conflict("differs", "files");
        }
        writer.rest(schema);
        step();
        compare(manifest);
        return manifest;
    }

    private void step() throws SQLException {
        if (inSteps) {
            connection.commit();
        }
    }

    private void rows(Table table, DataInputStream in) throws SQLException, IOException {
        var codec = new RowCodec(table, postgres);
        try (var insert = connection.prepareStatement(table.insert())) {
            long rows = 0;
            for (int length = in.readInt(); length >= 0; length = in.readInt()) {
                codec.bind(new DataInputStream(new ByteArrayInputStream(in.readNBytes(length))), insert);
                insert.addBatch();
                if (++rows % BATCH == 0) {
                    flush(insert);
                }
            }
            flush(insert);
        }
    }

    private void flush(PreparedStatement insert) throws SQLException {
        insert.executeBatch();
        step();
    }

    private static List<Manifest.Part> files(DataInputStream in, Path folder) throws IOException {
        var parts = new ArrayList<Manifest.Part>();
        for (var name = in.readUTF(); !name.isEmpty(); name = in.readUTF()) {
            var file = folder.resolve(name).normalize();
            if (!file.startsWith(folder)) {
                throw new IOException("A file of the backup lies outside");
            }
            Files.createDirectories(file.getParent());
            var digest = Sha256.digest();
            long size = 0;
            try (var out = Files.newOutputStream(file)) {
                for (int length = in.readInt(); length >= 0; length = in.readInt()) {
                    var chunk = in.readNBytes(length);
                    out.write(chunk);
                    digest.update(chunk);
                    size += chunk.length;
                }
            }
            parts.add(new Manifest.Part(name, size, HexFormat.of().formatHex(digest.digest())));
        }
        return parts;
    }

    private static Manifest manifest(DataInputStream in) throws IOException {
        return new Manifest(parts(in), parts(in), in.readLong(), in.readUTF(), in.readLong());
    }

    private static List<Manifest.Part> parts(DataInputStream in) throws IOException {
        var parts = new ArrayList<Manifest.Part>();
        for (int left = in.readInt(); left > 0; left--) {
            parts.add(new Manifest.Part(in.readUTF(), in.readLong(), in.readUTF()));
        }
        return parts;
    }

    /** Reads every table again, as it lies in the database now. */
    private void compare(Manifest manifest) throws SQLException, IOException {
        var found = new ArrayList<Manifest.Part>();
        for (var table : schema.tables()) {
            var sum = Dump.rows(connection, postgres, table, new DataOutputStream(OutputStream.nullOutputStream()));
            found.add(new Manifest.Part(table.name(), sum.rows(), sum.hex()));
        }
        for (int i = 0; i < found.size(); i++) {
            if (i >= manifest.tables().size()
                    || !found.get(i).equals(manifest.tables().get(i))) {
                throw BackupProblem.conflict("differs", found.get(i).name());
            }
        }
    }

    /**
     * Fits the ledgers of the change logs to another kind of database, where the same change has another checksum; the
     * checksums are then taken anew.
     */
    void changeKind() throws SQLException {
        for (var table : schema.tables()) {
            if (table.name().endsWith("_schema_log")) {
                execute("UPDATE " + table.name() + " SET md5sum = NULL");
            }
        }
    }

    private void execute(String text) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate(text);
        }
    }
}
