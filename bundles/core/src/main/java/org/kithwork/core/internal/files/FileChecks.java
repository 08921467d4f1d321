package org.kithwork.core.internal.files;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kithwork.file.CheckedFile;
import org.kithwork.file.FileCheck;
import org.kithwork.file.spi.FileScanner;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what a file is, cleans its name, and asks whoever scans files. */
@Component(configurationPid = FileSettings.PID)
@Designate(ocd = FileSettings.class)
public final class FileChecks implements FileCheck {

    private static final Logger LOGGER = LoggerFactory.getLogger(FileChecks.class);
    private static final int MIB = 1024 * 1024;

    private final int mostMib;
    private final FileTypes types = new FileTypes();

    @Reference
    volatile List<FileScanner> scanners = List.of();

    @Activate
    public FileChecks(FileSettings settings) {
        this.mostMib = settings.most_mib();
    }

    @Override
    public CheckedFile check(@Nullable String name, InputStream content) throws IOException {
        var bytes = content.readNBytes(mostMib * MIB + 1);
        if (bytes.length > mostMib * MIB) {
            throw Problem.of(ProblemKind.TOO_LARGE, "too-large", mostMib + " MiB");
        }
        if (bytes.length == 0) {
            throw Problem.invalid("/file", FileTexts.of("file-empty"));
        }
        var clean = FileNames.clean(name);
        var type = types.of(bytes, clean).orElseThrow(() -> Problem.invalid("/file", FileTexts.of("file-type")));
        for (var scanner : scanners) {
            var finding = scan(scanner, type, bytes);
            if (finding.isPresent()) {
                LOGGER.warn("A file was not kept: {} found {}", scanner.name(), finding.get());
                throw Problem.invalid("/file", FileTexts.of("file-refused", scanner.name(), finding.get()));
            }
        }
        return new CheckedFile(types.named(clean, type), type, bytes);
    }

    /** What it found; each one reads the bytes for itself. */
    private static Optional<String> scan(FileScanner scanner, String type, byte[] bytes) {
        try {
            return scanner.finding(type, new ByteArrayInputStream(bytes));
        } catch (IOException | RuntimeException e) {
            LOGGER.error(
                    "No file is kept while the scanner {} fails. Mend it, or remove its module", scanner.name(), e);
            throw Problem.of(ProblemKind.UNAVAILABLE, FileTexts.of("file-not-scanned"))
                    .retryAfter(Duration.ofMinutes(1));
        }
    }
}
