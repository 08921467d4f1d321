package org.kithwork.core.internal.protection;

import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.streamingaead.PredefinedStreamingAeadParameters;
import java.util.Locale;

/** What the keys of a data class do; each use has keys of its own. */
public enum KeyUse {
    /** AES-256-GCM for the value of a column. */
    CIPHER(PredefinedAeadParameters.AES256_GCM),
    /** HMAC-SHA-256 for blind indexes. */
    INDEX(PredefinedPrfParameters.HMAC_SHA256_PRF),
    /** AES-256-GCM in segments of 1 MB for files. */
    STREAM(PredefinedStreamingAeadParameters.AES256_GCM_HKDF_1MB);

    private final Parameters parameters;

    KeyUse(Parameters parameters) {
        this.parameters = parameters;
    }

    /** What people call it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    Parameters parameters() {
        return parameters;
    }
}
