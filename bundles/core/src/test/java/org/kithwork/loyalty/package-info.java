/** A partner's module, as tests of the core meet it. */
@NullMarked
package org.kithwork.loyalty;

import org.jspecify.annotations.NullMarked;
