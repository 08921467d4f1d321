/** Modules by HTTP. */
@NullMarked
package org.kithwork.core.internal.module.rest;

import org.jspecify.annotations.NullMarked;
