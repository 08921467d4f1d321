package org.kithwork.core;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** Something that must be in order before the installation takes requests; {@code /health/ready} asks each. */
@ConsumerType
public interface Readiness {

    /** One word, such as {@code database}, {@code schema}, {@code modules}. */
    String name();

    /** What it waits for, in words without personal data or addresses; empty when it is in order. Answers at once. */
    Optional<String> waitsFor();
}
