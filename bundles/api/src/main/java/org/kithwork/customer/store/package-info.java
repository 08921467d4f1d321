/** Statements on the rows that a module keeps of customers. */
@Export
@Version("1.0.0")
@NullMarked
package org.kithwork.customer.store;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
