/** Where rules and the log of their runs are kept, and what is past its time in the core's own tables. */
@NullMarked
package org.kithwork.core.internal.retention.store;

import org.jspecify.annotations.NullMarked;
