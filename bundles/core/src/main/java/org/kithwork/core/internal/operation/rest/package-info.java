/** The REST resources of operations, merges, erasures and exports. */
@NullMarked
package org.kithwork.core.internal.operation.rest;

import org.jspecify.annotations.NullMarked;
