/** Processes that are started, watched and stopped: servers, PostgreSQL, unpacked archives. */
@NullMarked
package org.kithwork.bench.server;

import org.jspecify.annotations.NullMarked;
