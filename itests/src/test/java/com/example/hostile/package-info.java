/** What hostile bundles are made of. Their classes are copied into bundles that run inside Kithwork. */
@NullMarked
package com.example.hostile;

import org.jspecify.annotations.NullMarked;
