package org.kithwork.core;

import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/** What modules serve without saying who may call it. It is refused; the page of modules shows it. */
@ConsumerType
public interface UndeclaredPaths {

    /** The paths of the module that were refused, such as {@code /api/v1/loyalty/oops}; empty for a tidy one. */
    Set<String> of(String module);
}
