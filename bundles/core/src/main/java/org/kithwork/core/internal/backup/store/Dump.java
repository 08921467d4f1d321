package org.kithwork.core.internal.backup.store;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.kithwork.core.internal.backup.Manifest;

/** Writes a whole database and the files that belong to it into a stream, one row in memory at a time. */
public final class Dump {

    static final int FETCH = 500;
    private static final int CHUNK = 1 << 16;
    /** The directories of data that belong to the database. */
    private static final List<String> FOLDERS = List.of("imports", "exports", "modules");

    private final Connection connection;
    private final boolean postgres;

    Dump(Connection connection) throws SQLException {
        this.connection = connection;
        this.postgres = new SchemaReader(connection).isPostgres();
    }

    /** Writes everything, the files from under the directory of data. */
    public Manifest write(OutputStream stream, Path data) throws IOException {
        return DatabaseTrouble.told(() -> dump(stream, data));
    }

    private Manifest dump(OutputStream stream, Path data) throws SQLException, IOException {
        var out = new DataOutputStream(stream);
        var schema = new SchemaReader(connection).read();
        schema.write(out);
        var tables = new ArrayList<Manifest.Part>();
        for (var table : schema.tables()) {
            var sum = rows(connection, postgres, table, out);
            tables.add(new Manifest.Part(table.name(), sum.rows(), sum.hex()));
        }
        var files = files(data, out);
        var manifest = new Manifest(
                tables, files, head().seq(), head().hash(), number("SELECT MAX(event_seq) FROM core_event"));
        write(manifest, out);
        out.flush();
        return manifest;
    }

    /** Reads a table to its end; each row is written behind its length, and the end is a length of -1. */
    static TableSum rows(Connection connection, boolean postgres, Table table, DataOutputStream out)
            throws SQLException, IOException {
        var sum = new TableSum(table);
        var codec = new RowCodec(table, postgres);
        var buffer = new Buffer();
        try (var statement = connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            statement.setFetchSize(FETCH);
            try (var rows = statement.executeQuery(table.select())) {
                while (rows.next()) {
                    buffer.reset();
                    var row = new DataOutputStream(buffer);
                    codec.write(rows, row);
                    row.flush();
                    sum.add(buffer.array(), buffer.size());
                    out.writeInt(buffer.size());
                    out.write(buffer.array(), 0, buffer.size());
                }
            }
        }
        out.writeInt(-1);
        return sum;
    }

    private static final class Buffer extends ByteArrayOutputStream {
        byte[] array() {
            return buf;
        }
    }

    private record Head(long seq, String hash) {}

    private Head head() throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT seq, hash FROM core_audit_chain ORDER BY seq DESC")) {
            return rows.next() ? new Head(rows.getLong(1), rows.getString(2)) : new Head(0, "");
        }
    }

    private long number(String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    private static List<Manifest.Part> files(Path data, DataOutputStream out) throws IOException {
        var parts = new ArrayList<Manifest.Part>();
        for (var folder : FOLDERS) {
            if (Files.isDirectory(data.resolve(folder))) {
                try (Stream<Path> all = Files.walk(data.resolve(folder))) {
                    for (var file : all.filter(Files::isRegularFile).sorted().toList()) {
                        var name = data.relativize(file).toString().replace('\\', '/');
                        if (!name.contains("/.")) {
                            file(file, name, out, parts);
                        }
                    }
                }
            }
        }
        out.writeUTF("");
        return parts;
    }

    private static void file(Path file, String name, DataOutputStream out, List<Manifest.Part> parts)
            throws IOException {
        try (var in = Files.newInputStream(file)) {
            out.writeUTF(name);
            var digest = Sha256.digest();
            var chunk = new byte[CHUNK];
            long size = 0;
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                out.writeInt(read);
                out.write(chunk, 0, read);
                digest.update(chunk, 0, read);
                size += read;
            }
            out.writeInt(-1);
            parts.add(new Manifest.Part(name, size, HexFormat.of().formatHex(digest.digest())));
        } catch (NoSuchFileException expired) {
            // It was there a moment ago: exports and uploads expire.
        }
    }

    private static void write(Manifest manifest, DataOutputStream out) throws IOException {
        for (var parts : List.of(manifest.tables(), manifest.files())) {
            out.writeInt(parts.size());
            for (var part : parts) {
                out.writeUTF(part.name());
                out.writeLong(part.count());
                out.writeUTF(part.checksum());
            }
        }
        out.writeLong(manifest.auditSeq());
        out.writeUTF(manifest.auditHash());
        out.writeLong(manifest.journalPosition());
    }
}
