package org.kithwork.test;

import javax.sql.DataSource;

/**
 * A database of a test, and how it is thrown away.
 *
 * @param drop to be run once nobody uses it any more
 */
record Disposable<T extends DataSource>(T source, Runnable drop) {}
