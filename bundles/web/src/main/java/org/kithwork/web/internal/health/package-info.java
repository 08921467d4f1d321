/** Whether the system lives and is ready, and its figures. */
@NullMarked
package org.kithwork.web.internal.health;

import org.jspecify.annotations.NullMarked;
