/** Currencies in use and the table of exchange rates: entries are only added, and each stays explainable. */
@NullMarked
package org.kithwork.core.internal.money;

import org.jspecify.annotations.NullMarked;
