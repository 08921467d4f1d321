package org.kithwork.itests;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class ImportsOnDerbyIT extends ImportsContract {

    @TempDir
    static Path directory;

    @Override
    KithworkProcess unpacked() throws Exception {
        return KithworkProcess.unpack(directory);
    }
}
