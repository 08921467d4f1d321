/** The page on which a customer says himself how he found a contact. */
@NullMarked
package org.kithwork.archives.internal.rating;

import org.jspecify.annotations.NullMarked;
