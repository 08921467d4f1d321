/** Builds the one data source of the installation on Derby or PostgreSQL and hands it to everybody as a service. */
@NullMarked
package org.kithwork.database.internal;

import org.jspecify.annotations.NullMarked;
