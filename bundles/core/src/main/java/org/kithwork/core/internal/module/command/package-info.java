/** Modules in the shell, and the check of the installation. */
@NullMarked
package org.kithwork.core.internal.module.command;

import org.jspecify.annotations.NullMarked;
