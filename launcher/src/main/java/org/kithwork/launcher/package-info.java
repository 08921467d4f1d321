/** The first class of the process: it prepares the directories, takes the lock of the installation and starts Karaf. */
@NullMarked
package org.kithwork.launcher;

import org.jspecify.annotations.NullMarked;
