/** What people ask about their data, what stands against erasing it, and the proof that it was erased. */
@NullMarked
package org.kithwork.core.internal.privacy;

import org.jspecify.annotations.NullMarked;
