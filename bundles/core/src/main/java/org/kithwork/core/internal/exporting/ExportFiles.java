package org.kithwork.core.internal.exporting;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.kithwork.core.internal.operation.ExportVault;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** The files of exports, sealed, with how big they may be and how long they stay. */
@Component(service = ExportFiles.class, configurationPid = ExportSettings.PID)
@Designate(ocd = ExportSettings.class)
public final class ExportFiles {

    private final ExportVault vault;
    private final int mostRows;
    private final Duration kept;

    @Activate
    public ExportFiles(@Reference ExportVault vault, ExportSettings settings) {
        this(vault, settings.most_rows(), Duration.ofHours(settings.kept_hours()));
    }

    ExportFiles(ExportVault vault, int mostRows, Duration kept) {
        this.vault = vault;
        this.mostRows = mostRows;
        this.kept = kept;
    }

    int mostRows() {
        return mostRows;
    }

    Duration kept() {
        return kept;
    }

    OutputStream create(String id) throws IOException {
        return vault.create(name(id));
    }

    InputStream open(String id) throws IOException {
        return vault.open(name(id));
    }

    boolean exists(String id) {
        return vault.exists(name(id));
    }

    void delete(String id) {
        try {
            vault.delete(name(id));
        } catch (IOException e) {
            throw new UncheckedIOException("The file of an export cannot be removed", e);
        }
    }

    private static String name(String id) {
        return ExportVault.LISTS + "/" + id;
    }
}
