/** Where the wanted modules and their packages are remembered, and where the tables of a module are dropped. */
@NullMarked
package org.kithwork.core.internal.module.store;

import org.jspecify.annotations.NullMarked;
