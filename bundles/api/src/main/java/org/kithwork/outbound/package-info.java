/**
 * Calls to other systems. Nothing is called that an administrator did not allow, and nothing of a company's own network
 * unless he said so; modules open no connection of their own. {@link org.kithwork.outbound.Webhooks} signs what is sent
 * and checks what is received.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.kithwork.outbound;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
