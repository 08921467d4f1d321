package org.kithwork.core.internal.backup.store;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.TimeZone;

/** A row as bytes that are the same whichever of the two databases it lies in. */
final class RowCodec {

    private static final long MICROS = 1_000_000;

    private final List<Column> columns;
    private final boolean postgres;
    private final Calendar utc = new GregorianCalendar(TimeZone.getTimeZone("UTC"));

    RowCodec(Table table, boolean postgres) {
        this.columns = table.columns();
        this.postgres = postgres;
    }

    /** The current row of a result. */
    void write(ResultSet row, DataOutputStream out) throws SQLException, IOException {
        for (int i = 0; i < columns.size(); i++) {
            write(row, i + 1, columns.get(i), out);
        }
    }

    private void write(ResultSet row, int at, Column column, DataOutputStream out) throws SQLException, IOException {
        switch (column.type()) {
            case TEXT, LONG_TEXT, DATE -> bytes(row.getString(at), out);
            case LONG, INTEGER, SHORT -> {
                long number = row.getLong(at);
                if (present(row, out)) {
                    out.writeLong(number);
                }
            }
            case BOOLEAN -> {
                boolean truth = row.getBoolean(at);
                if (present(row, out)) {
                    out.writeBoolean(truth);
                }
            }
            case DOUBLE -> {
                double number = row.getDouble(at);
                if (present(row, out)) {
                    out.writeDouble(number);
                }
            }
            case DECIMAL -> {
                BigDecimal number = row.getBigDecimal(at);
                bytes(
                        number == null
                                ? null
                                : number.setScale(column.scale(), RoundingMode.UNNECESSARY)
                                        .toPlainString(),
                        out);
            }
            case TIMESTAMP, INSTANT -> {
                Timestamp time = row.getTimestamp(at, utc);
                if (present(row, out)) {
                    var instant = time.toInstant();
                    out.writeLong(instant.getEpochSecond() * MICROS + instant.getNano() / 1_000);
                }
            }
            case BYTES -> bytes(row.getBytes(at), out);
        }
    }

    private static boolean present(ResultSet row, DataOutputStream out) throws SQLException, IOException {
        boolean present = !row.wasNull();
        out.writeBoolean(present);
        return present;
    }

    private static void bytes(@org.jspecify.annotations.Nullable String text, DataOutputStream out) throws IOException {
        bytes(text == null ? null : text.getBytes(StandardCharsets.UTF_8), out);
    }

    private static void bytes(byte @org.jspecify.annotations.Nullable [] bytes, DataOutputStream out)
            throws IOException {
        out.writeBoolean(bytes != null);
        if (bytes != null) {
            out.writeInt(bytes.length);
            out.write(bytes);
        }
    }

    /** Binds a row that {@link #write} wrote to an insert. */
    void bind(DataInputStream in, PreparedStatement insert) throws SQLException, IOException {
        for (int i = 0; i < columns.size(); i++) {
            var column = columns.get(i);
            if (in.readBoolean()) {
                bind(in, insert, i + 1, column);
            } else {
                insert.setNull(i + 1, sqlType(column.type()));
            }
        }
    }

    private void bind(DataInputStream in, PreparedStatement insert, int at, Column column)
            throws SQLException, IOException {
        switch (column.type()) {
            case TEXT, LONG_TEXT -> insert.setString(at, text(in));
            case DATE -> {
                var date = text(in);
                if (postgres) {
                    insert.setObject(at, LocalDate.parse(date));
                } else {
                    insert.setString(at, date);
                }
            }
            case LONG, INTEGER, SHORT -> insert.setLong(at, in.readLong());
            case BOOLEAN -> insert.setBoolean(at, in.readBoolean());
            case DOUBLE -> insert.setDouble(at, in.readDouble());
            case DECIMAL -> insert.setBigDecimal(at, new BigDecimal(text(in)));
            case TIMESTAMP, INSTANT -> {
                long micros = in.readLong();
                var time = Instant.ofEpochSecond(Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1_000L);
                insert.setTimestamp(at, Timestamp.from(time), utc);
            }
            case BYTES -> insert.setBytes(at, in.readNBytes(in.readInt()));
        }
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    private int sqlType(Column.Type type) {
        return switch (type) {
            case TEXT -> Types.VARCHAR;
            case LONG_TEXT -> postgres ? Types.VARCHAR : Types.CLOB;
            case LONG -> Types.BIGINT;
            case INTEGER -> Types.INTEGER;
            case SHORT -> Types.SMALLINT;
            case BOOLEAN -> Types.BOOLEAN;
            case DOUBLE -> Types.DOUBLE;
            case DECIMAL -> Types.DECIMAL;
            case TIMESTAMP -> Types.TIMESTAMP;
            case INSTANT -> postgres ? Types.TIMESTAMP_WITH_TIMEZONE : Types.TIMESTAMP;
            case DATE -> Types.DATE;
            case BYTES -> postgres ? Types.BINARY : Types.BLOB;
        };
    }
}
