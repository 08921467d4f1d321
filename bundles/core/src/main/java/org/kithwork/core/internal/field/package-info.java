/** Fields that a company defines: what they are, their values, and who may see them. */
@NullMarked
package org.kithwork.core.internal.field;

import org.jspecify.annotations.NullMarked;
