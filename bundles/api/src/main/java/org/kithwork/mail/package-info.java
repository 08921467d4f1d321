/**
 * Mails that the system writes by itself, such as one that asks somebody to confirm his address. They go out through the one
 * server that an administrator has named; modules open no connection of their own.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.kithwork.mail;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
