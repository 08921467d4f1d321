/** The tables of consents and of messages counted. */
@NullMarked
package org.kithwork.core.internal.consent.store;

import org.jspecify.annotations.NullMarked;
