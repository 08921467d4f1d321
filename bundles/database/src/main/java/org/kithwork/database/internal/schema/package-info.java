/**
 * Applies the change log of each module when it starts: checked against the rules for modules, run once for each
 * content, in tables of its own, then announced as {@code SchemaReady}.
 */
@NullMarked
package org.kithwork.database.internal.schema;

import org.jspecify.annotations.NullMarked;
