/** What every store needs: transactions that are retried, the SQL of lists with its visibility, the readiness of the schema. */
@Export
@Version("1.0.0")
@NullMarked
package org.kithwork.store;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
