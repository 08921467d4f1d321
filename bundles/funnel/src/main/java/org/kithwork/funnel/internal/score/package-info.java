/** How promising something is: points by rules that anybody can read, fewer as the facts behind them grow old, computed when they are asked for. */
@NullMarked
package org.kithwork.funnel.internal.score;

import org.jspecify.annotations.NullMarked;
