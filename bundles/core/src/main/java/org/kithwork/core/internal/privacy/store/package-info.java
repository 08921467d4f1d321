/** Where cases and legal holds are kept. */
@NullMarked
package org.kithwork.core.internal.privacy.store;

import org.jspecify.annotations.NullMarked;
