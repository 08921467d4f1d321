/** The container behind the interfaces of this area: Karaf's features, the framework's bundles, the components. */
@NullMarked
package org.kithwork.core.internal.module.karaf;

import org.jspecify.annotations.NullMarked;
