package org.kithwork.core.internal.importing.rest;

import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.importing.ImportDesk;
import org.kithwork.core.internal.importing.ImportTexts;
import org.kithwork.core.internal.importing.ImportView;
import org.kithwork.core.internal.importing.OptionsDraft;
import org.kithwork.core.internal.importing.Upload;
import org.kithwork.json.Json;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads the form of an upload: the parts {@code file} and {@code options}, in any order. */
@Component(service = ImportForm.class)
public final class ImportForm {

    private static final int MOST_OPTIONS = 256 * 1024;

    private final ImportDesk desk;
    private final Json json;

    @Activate
    public ImportForm(@Reference ImportDesk desk, @Reference Json json) {
        this.desk = desk;
        this.json = json;
    }

    /** Takes the upload and makes its import. */
    public ImportView upload(InputStream body, String type, boolean dryRun, Locale locale) {
        var boundary = MediaType.valueOf(type).getParameters().get("boundary");
        if (boundary == null || boundary.isEmpty() || boundary.length() > 200) {
            throw malformed("multipart-invalid");
        }
        @Nullable Upload upload = null;
        @Nullable OptionsDraft options = null;
        try {
            var reader = new MultipartReader(body, boundary);
            for (var part = reader.next(); part.isPresent(); part = reader.next()) {
                var each = part.get();
                if (each.name().equals("file") && upload == null) {
                    upload = desk.receive(each.fileName() == null ? "" : each.fileName(), each.body());
                } else if (each.name().equals("options") && options == null) {
                    options = options(each.body());
                } else {
                    throw malformed("multipart-invalid");
                }
            }
            if (upload == null) {
                throw malformed("file-missing");
            }
            if (options == null) {
                throw malformed("options-missing");
            }
        } catch (IOException e) {
            discard(upload);
            throw malformed("multipart-invalid");
        } catch (RuntimeException e) {
            discard(upload);
            throw e;
        }
        return desk.create(upload, options, dryRun, locale);
    }

    private void discard(@Nullable Upload upload) {
        if (upload != null) {
            desk.discard(upload);
        }
    }

    @SuppressWarnings("unchecked")
    private OptionsDraft options(InputStream body) throws IOException {
        var bytes = body.readNBytes(MOST_OPTIONS);
        if (bytes.length == MOST_OPTIONS) {
            throw Problem.of(ProblemKind.TOO_LARGE, "too-large", "256 KiB");
        }
        Map<String, Object> members = json.read(new String(bytes, StandardCharsets.UTF_8), Map.class);
        if (members == null) {
            throw malformed("options-missing");
        }
        return OptionsDraft.of(members);
    }

    private static Problem malformed(String code) {
        return Problem.of(ProblemKind.MALFORMED, "malformed", ImportTexts.of(code));
    }
}
