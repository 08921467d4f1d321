/** What is done with files in more than one area. */
@NullMarked
package org.kithwork.core.internal.files;

import org.jspecify.annotations.NullMarked;
