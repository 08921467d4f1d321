/** Where notes are kept; the only package that knows JPA. */
@NullMarked
package org.kithwork.notebook.internal.store;

import org.jspecify.annotations.NullMarked;
