/** The commands of rates and currencies. */
@NullMarked
package org.kithwork.core.internal.money.command;

import org.jspecify.annotations.NullMarked;
