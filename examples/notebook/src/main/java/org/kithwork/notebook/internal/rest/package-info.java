/** Notes by HTTP. */
@NullMarked
package org.kithwork.notebook.internal.rest;

import org.jspecify.annotations.NullMarked;
