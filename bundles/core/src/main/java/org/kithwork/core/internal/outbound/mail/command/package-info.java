/** The mails in the shell. */
@NullMarked
package org.kithwork.core.internal.outbound.mail.command;

import org.jspecify.annotations.NullMarked;
