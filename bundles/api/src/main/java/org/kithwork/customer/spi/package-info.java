/** What a module that holds data on customers does when they are merged, erased or exported, and when somebody asks what is known. */
@Export
@Version("1.0.0")
@NullMarked
package org.kithwork.customer.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
