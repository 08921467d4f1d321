/** Lists by key: a page, what was asked for, and the sealed cursor that leads on. */
@Export
@Version("1.0.0")
@NullMarked
package org.kithwork.page;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
