/** Consents in the shell. */
@NullMarked
package org.kithwork.core.internal.consent.command;

import org.jspecify.annotations.NullMarked;
