/** What a module's tests stand on: both databases with its schema, fakes of the core, and the contracts it must pass. */
@NullMarked
package org.kithwork.test;

import org.jspecify.annotations.NullMarked;
