/** The module's tables: the only package that knows of the database. */
@NullMarked
package org.kithwork.archives.internal.store;

import org.jspecify.annotations.NullMarked;
