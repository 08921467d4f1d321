/**
 * Addresses of a user's own, for programs that can send neither a password nor a token: whoever has the address reads what its
 * user may see, and nothing else. The core makes, counts and ends them; a module says what one is for and serves it.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.kithwork.link;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
