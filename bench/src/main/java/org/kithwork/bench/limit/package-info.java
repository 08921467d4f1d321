/** The limit: the same inserts and selects with nothing but Jetty, HikariCP and JDBC. */
@NullMarked
package org.kithwork.bench.limit;

import org.jspecify.annotations.NullMarked;
