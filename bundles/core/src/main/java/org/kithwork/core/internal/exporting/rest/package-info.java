/** Exports over REST. */
@NullMarked
package org.kithwork.core.internal.exporting.rest;

import org.jspecify.annotations.NullMarked;
