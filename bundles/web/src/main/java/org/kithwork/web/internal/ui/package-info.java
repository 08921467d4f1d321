/** The console's files, the modules' pages and the hints that something changed. */
@NullMarked
package org.kithwork.web.internal.ui;

import org.jspecify.annotations.NullMarked;
