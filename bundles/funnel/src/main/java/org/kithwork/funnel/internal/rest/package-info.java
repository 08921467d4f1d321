/** The REST endpoints of the module. */
@NullMarked
package org.kithwork.funnel.internal.rest;

import org.jspecify.annotations.NullMarked;
