package org.kithwork.core.internal.backup.store;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All tables and views of a database, views by name with their queries. */
record DatabaseSchema(List<Table> tables, Map<String, String> views) {

    void write(DataOutputStream out) throws IOException {
        out.writeInt(tables.size());
        for (var table : tables) {
            write(out, table);
        }
        out.writeInt(views.size());
        for (var view : views.entrySet()) {
            out.writeUTF(view.getKey());
            out.writeUTF(view.getValue());
        }
    }

    static DatabaseSchema read(DataInputStream in) throws IOException {
        var tables = new ArrayList<Table>();
        for (int left = in.readInt(); left > 0; left--) {
            tables.add(readTable(in));
        }
        var views = new TreeMap<String, String>();
        for (int left = in.readInt(); left > 0; left--) {
            views.put(in.readUTF(), in.readUTF());
        }
        return new DatabaseSchema(tables, views);
    }

    private static void write(DataOutputStream out, Table table) throws IOException {
        out.writeUTF(table.name());
        out.writeInt(table.columns().size());
        for (var column : table.columns()) {
            out.writeUTF(column.name());
            out.writeUTF(column.type().name());
            out.writeInt(column.size());
            out.writeInt(column.scale());
            out.writeBoolean(column.required());
            out.writeBoolean(column.byCode());
            writeOptional(out, column.preset());
        }
        out.writeInt(table.keys().size());
        for (var key : table.keys()) {
            writeOptional(out, key.name());
            out.writeBoolean(key.primary());
            writeAll(out, key.columns());
        }
        out.writeInt(table.indexes().size());
        for (var index : table.indexes()) {
            out.writeUTF(index.name());
            out.writeBoolean(index.unique());
            writeAll(out, index.columns());
        }
        out.writeInt(table.references().size());
        for (var reference : table.references()) {
            writeOptional(out, reference.name());
            writeAll(out, reference.columns());
            out.writeUTF(reference.target());
            writeAll(out, reference.targetColumns());
            out.writeBoolean(reference.cascades());
        }
    }

    private static Table readTable(DataInputStream in) throws IOException {
        var name = in.readUTF();
        var columns = new ArrayList<Column>();
        for (int left = in.readInt(); left > 0; left--) {
            columns.add(new Column(
                    in.readUTF(),
                    Column.Type.valueOf(in.readUTF()),
                    in.readInt(),
                    in.readInt(),
                    in.readBoolean(),
                    in.readBoolean(),
                    readOptional(in)));
        }
        var keys = new ArrayList<Table.Key>();
        for (int left = in.readInt(); left > 0; left--) {
            keys.add(new Table.Key(readOptional(in), in.readBoolean(), readAll(in)));
        }
        var indexes = new ArrayList<Table.Index>();
        for (int left = in.readInt(); left > 0; left--) {
            indexes.add(new Table.Index(in.readUTF(), in.readBoolean(), readAll(in)));
        }
        var references = new ArrayList<Table.Reference>();
        for (int left = in.readInt(); left > 0; left--) {
            references.add(
                    new Table.Reference(readOptional(in), readAll(in), in.readUTF(), readAll(in), in.readBoolean()));
        }
        return new Table(name, columns, keys, indexes, references);
    }

    private static void writeOptional(DataOutputStream out, @Nullable String text) throws IOException {
        out.writeBoolean(text != null);
        if (text != null) {
            out.writeUTF(text);
        }
    }

    private static @Nullable String readOptional(DataInputStream in) throws IOException {
        return in.readBoolean() ? in.readUTF() : null;
    }

    private static void writeAll(DataOutputStream out, List<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (var text : texts) {
            out.writeUTF(text);
        }
    }

    private static List<String> readAll(DataInputStream in) throws IOException {
        var texts = new ArrayList<String>();
        for (int left = in.readInt(); left > 0; left--) {
            texts.add(in.readUTF());
        }
        return texts;
    }
}
