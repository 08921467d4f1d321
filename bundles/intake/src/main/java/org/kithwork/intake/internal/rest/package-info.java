/** Forms and submissions for those who look after them. */
@NullMarked
package org.kithwork.intake.internal.rest;

import org.jspecify.annotations.NullMarked;
