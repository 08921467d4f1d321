/** Mails that the system writes by itself: the server that they go through, what waits, and how it is sent. */
@NullMarked
package org.kithwork.core.internal.outbound.mail;

import org.jspecify.annotations.NullMarked;
