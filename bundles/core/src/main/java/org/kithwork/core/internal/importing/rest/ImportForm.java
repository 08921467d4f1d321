package org.kithwork.core.internal.importing.rest;

import java.io.IOException;
import java.io.InputStream;
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
import org.kithwork.rest.MultipartReader;
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
        @Nullable Upload upload = null;
        @Nullable OptionsDraft options = null;
        try {
            var reader = MultipartReader.of(body, type);
            for (var part = reader.next(); part.isPresent(); part = reader.next()) {
                var each = part.get();
                if (each.name().equals("file") && upload == null) {
                    upload = desk.receive(each.fileName() == null ? "" : each.fileName(), each.body());
                } else if (each.name().equals("options") && options == null) {
                    options = options(each);
                } else {
                    throw MultipartReader.invalid();
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
            throw MultipartReader.invalid();
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
    private OptionsDraft options(MultipartReader.Part part) throws IOException {
        Map<String, Object> members = json.read(part.text(MOST_OPTIONS), Map.class);
        if (members == null) {
            throw malformed("options-missing");
        }
        return OptionsDraft.of(members);
    }

    private static Problem malformed(String code) {
        return Problem.of(ProblemKind.MALFORMED, "malformed", ImportTexts.of(code));
    }
}
