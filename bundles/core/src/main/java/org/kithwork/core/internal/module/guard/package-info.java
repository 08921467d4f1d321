/** What a bundle offers though it is not its to offer: it is kept from everybody, and told to the administrator. */
@NullMarked
package org.kithwork.core.internal.module.guard;

import org.jspecify.annotations.NullMarked;
