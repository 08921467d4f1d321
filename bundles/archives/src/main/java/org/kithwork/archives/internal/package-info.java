/** What a customer bought and what was said, kept as it happened, and one timeline of it all. */
@NullMarked
package org.kithwork.archives.internal;

import org.jspecify.annotations.NullMarked;
