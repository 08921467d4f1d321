/**
 * What a module adds to the rules of how long records are kept: which kinds it holds, how many are past their time, and
 * how they go. The core keeps the rules, spares whom a legal hold or an open case protects, and runs and logs all of it.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.kithwork.privacy.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
