package org.kithwork.archives.internal.rest;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.AttachmentDraft;
import org.kithwork.file.CheckedFile;
import org.kithwork.file.FileCheck;
import org.kithwork.rest.MultipartReader;

/**
 * The parts of an upload, in any order.
 *
 * @param visibility ALL, TEAM or AUTHOR; ALL where absent
 */
public record AttachmentForm(byte[] file, @Nullable String visibility) {

    private static final int MOST_TEXT = 1024;

    /** Reads the form; the file is checked as it comes. */
    static AttachmentDraft read(InputStream body, String type, @Nullable String customer, FileCheck check) {
        @Nullable CheckedFile file = null;
        @Nullable String visibility = null;
        try {
            var reader = MultipartReader.of(body, type);
            for (var part = reader.next(); part.isPresent(); part = reader.next()) {
                var each = part.get();
                if (each.name().equals("file") && file == null) {
                    file = check.check(each.fileName(), each.body());
                } else if (each.name().equals("visibility") && visibility == null) {
                    visibility = each.text(MOST_TEXT);
                } else {
                    throw MultipartReader.invalid();
                }
            }
        } catch (IOException e) {
            throw MultipartReader.invalid();
        }
        if (file == null) {
            throw MultipartReader.invalid();
        }
        return new AttachmentDraft(customer, visibility, file);
    }
}
