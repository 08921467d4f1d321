/** Consents and send rules over REST. */
@NullMarked
package org.kithwork.core.internal.consent.rest;

import org.jspecify.annotations.NullMarked;
