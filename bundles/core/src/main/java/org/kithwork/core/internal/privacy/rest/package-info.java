/** The REST resources of privacy. */
@NullMarked
package org.kithwork.core.internal.privacy.rest;

import org.jspecify.annotations.NullMarked;
