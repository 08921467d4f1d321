/** The mails over REST. */
@NullMarked
package org.kithwork.core.internal.outbound.mail.rest;

import org.jspecify.annotations.NullMarked;
