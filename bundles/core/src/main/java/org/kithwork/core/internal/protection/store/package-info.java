/** Where sealed texts are read, replaced and counted. */
@NullMarked
package org.kithwork.core.internal.protection.store;

import org.jspecify.annotations.NullMarked;
