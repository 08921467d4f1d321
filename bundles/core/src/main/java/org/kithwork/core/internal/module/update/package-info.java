/** A newer core and the modules that fit it, solved as one set, put aside, and tried at the next start. */
@NullMarked
package org.kithwork.core.internal.module.update;

import org.jspecify.annotations.NullMarked;
