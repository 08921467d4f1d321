/** What to offer a customer next: counted from what customers bought, without a model, each with its reason. */
@NullMarked
package org.kithwork.archives.internal.recommendation;

import org.jspecify.annotations.NullMarked;
