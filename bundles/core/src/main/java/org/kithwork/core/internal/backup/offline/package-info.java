/** What an administrator does with backups while Kithwork is stopped. */
@NullMarked
package org.kithwork.core.internal.backup.offline;

import org.jspecify.annotations.NullMarked;
