package org.kithwork.itests;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the reference data that lies beside the project; a test that needs what is not there is skipped. */
final class SharedData {

    private SharedData() {}

    /** The file, or a skipped test. */
    static Path find(String name) {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path found = at.resolve("shared/data").resolve(name);
            if (Files.exists(found)) {
                return found;
            }
        }
        assumeTrue(false, "The reference data shared/data/" + name + " is not there.");
        throw new IllegalStateException();
    }
}
