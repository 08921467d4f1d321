/** What other systems send in: messages at addresses with a secret, and files in folders. */
@NullMarked
package org.kithwork.intake.internal.feed;

import org.jspecify.annotations.NullMarked;
