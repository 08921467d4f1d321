package org.kithwork.core;

import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/** What modules serve without saying who may call it, or offer though it is not theirs. It is refused; the page of modules shows it. */
@ConsumerType
public interface UndeclaredPaths {

    /** What was refused of the module, such as {@code /api/v1/loyalty/oops}; empty for a tidy one. */
    Set<String> of(String module);
}
