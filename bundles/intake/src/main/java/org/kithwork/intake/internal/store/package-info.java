/** The tables of forms and of what was sent in. */
@NullMarked
package org.kithwork.intake.internal.store;

import org.jspecify.annotations.NullMarked;
