/** Pools of customers without an owner: who may claim how many of them, and when a customer goes back. */
@NullMarked
package org.kithwork.funnel.internal.pool;

import org.jspecify.annotations.NullMarked;
