/** What systems outside are told of what happens here. */
@NullMarked
package org.kithwork.intake.internal.webhook;

import org.jspecify.annotations.NullMarked;
