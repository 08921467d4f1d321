/** Imports over REST. */
@NullMarked
package org.kithwork.core.internal.importing.rest;

import org.jspecify.annotations.NullMarked;
