package org.kithwork.broken;

import org.osgi.annotation.versioning.ConsumerType;

/** Implemented by others, and not in spi. */
@ConsumerType
public interface Implemented {}
