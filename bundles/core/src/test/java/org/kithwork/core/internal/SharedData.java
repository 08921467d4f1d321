package org.kithwork.core.internal;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the reference data that lies beside the project; a test that needs what is not there is skipped. */
public final class SharedData {
    private SharedData() {}

    /** The file or folder, or a skipped test. */
    public static Path find(String name) {
        for (Path at = Path.of(System.getProperty("user.dir")).toAbsolutePath(); at != null; at = at.getParent()) {
            Path found = at.resolve("shared/data").resolve(name);
            if (Files.exists(found)) {
                return found;
            }
        }
        assumeTrue(false, "reference data shared/data/" + name + " is not there");
        throw new IllegalStateException();
    }

    /** A JSON file of the reference data. */
    public static JsonNode json(String name) {
        try {
            return new ObjectMapper().readTree(Files.readAllBytes(find(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
