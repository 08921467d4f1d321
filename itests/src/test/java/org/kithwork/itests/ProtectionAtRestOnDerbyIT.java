package org.kithwork.itests;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class ProtectionAtRestOnDerbyIT extends ProtectionAtRestContract {

    @TempDir
    static Path directory;

    @Override
    KithworkProcess unpacked() throws Exception {
        return KithworkProcess.unpack(directory);
    }

    @Override
    List<Path> databaseFiles() {
        return List.of();
    }
}
