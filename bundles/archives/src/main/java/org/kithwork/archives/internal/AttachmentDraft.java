package org.kithwork.archives.internal;

import org.jspecify.annotations.Nullable;
import org.kithwork.file.CheckedFile;

/**
 * A file that was handed in, and what was said of it.
 *
 * @param visibility ALL where absent
 */
public record AttachmentDraft(
        @Nullable String customerId, @Nullable String visibility, CheckedFile file) {}
