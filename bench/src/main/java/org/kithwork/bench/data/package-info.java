/** Made-up customers: the same seed and index always give the same person. */
@NullMarked
package org.kithwork.bench.data;

import org.jspecify.annotations.NullMarked;
