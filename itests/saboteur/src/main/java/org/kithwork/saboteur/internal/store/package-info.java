/** Where the handler's effects are kept. */
@NullMarked
package org.kithwork.saboteur.internal.store;

import org.jspecify.annotations.NullMarked;
