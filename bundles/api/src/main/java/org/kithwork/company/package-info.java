/** The company that the installation serves: its zone and currency, its stores. */
@Export
@Version("1.0.0")
@NullMarked
package org.kithwork.company;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
