/** Notes that somebody wrote down: the smallest module that has a table, a REST resource and a command. */
@NullMarked
package org.kithwork.notebook.internal;

import org.jspecify.annotations.NullMarked;
