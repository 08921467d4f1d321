/** The HTTP face of fields. */
@NullMarked
package org.kithwork.core.internal.field.rest;

import org.jspecify.annotations.NullMarked;
