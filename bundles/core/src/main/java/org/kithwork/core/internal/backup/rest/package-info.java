/** REST of backups. */
@NullMarked
package org.kithwork.core.internal.backup.rest;

import org.jspecify.annotations.NullMarked;
