/** Quotes on paper: PDF of A4 pages with a font of their own, so that they look the same everywhere. */
@NullMarked
package org.kithwork.funnel.internal.quote.paper;

import org.jspecify.annotations.NullMarked;
