/** What imports of rows have in common: the spellings of cells, whose the rows are, what is said of all of them, and how their faults are named. */
@Export
@Version("1.0.0")
@NullMarked
package org.kithwork.importing.row;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
