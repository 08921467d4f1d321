/** The module's endpoints: they translate and hold no rules. */
@NullMarked
package org.kithwork.archives.internal.rest;

import org.jspecify.annotations.NullMarked;
