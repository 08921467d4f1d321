package org.kithwork.core.internal.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.kithwork.core.internal.access.DataDirectory;
import org.kithwork.id.Ids;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The name of this node, kept in its data directory, which no other process can use at the same time: what is held
 * under it when the node starts was held by a process that has died.
 */
@Component(service = Node.class)
public final class Node {

    private static final String FILE = "node-id";

    private final String id;

    @Activate
    public Node(@Reference DataDirectory data, @Reference Ids ids) {
        this.id = read(data, ids);
    }

    public String id() {
        return id;
    }

    private static String read(DataDirectory data, Ids ids) {
        var file = data.file(FILE);
        try {
            if (Files.exists(file)) {
                var known = Files.readString(file, StandardCharsets.UTF_8).strip();
                if (Ids.isId(known)) {
                    return known;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the name of this node", e);
        }
        var made = ids.next();
        data.write(FILE, made);
        return made;
    }
}
