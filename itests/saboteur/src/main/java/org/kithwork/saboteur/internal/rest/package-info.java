/** What the handler has done, by HTTP. */
@NullMarked
package org.kithwork.saboteur.internal.rest;

import org.jspecify.annotations.NullMarked;
