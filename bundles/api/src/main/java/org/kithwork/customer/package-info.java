/** Who a customer is: the directory reads, the administration changes, and no module stores more than the id. */
@Export
@Version("1.0.0")
@NullMarked
package org.kithwork.customer;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
