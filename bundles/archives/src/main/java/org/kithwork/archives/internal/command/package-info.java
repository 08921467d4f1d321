/** The module's shell commands: they translate and hold no rules. */
@NullMarked
package org.kithwork.archives.internal.command;

import org.jspecify.annotations.NullMarked;
