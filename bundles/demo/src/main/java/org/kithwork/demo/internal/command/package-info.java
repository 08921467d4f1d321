/** The commands of the module. */
@NullMarked
package org.kithwork.demo.internal.command;

import org.jspecify.annotations.NullMarked;
