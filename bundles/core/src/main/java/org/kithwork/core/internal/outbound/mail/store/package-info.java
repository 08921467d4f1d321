/** Keeps the server of mails and what waits for it. */
@NullMarked
package org.kithwork.core.internal.outbound.mail.store;

import org.jspecify.annotations.NullMarked;
