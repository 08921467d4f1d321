/** The rules that a machine keeps, and for each of them code that breaks it. */
@NullMarked
package org.kithwork.architecture;

import org.jspecify.annotations.NullMarked;
