/** The product as seen from outside: its archive, its environment variables, its REST API. */
@NullMarked
package org.kithwork.bench.product;

import org.jspecify.annotations.NullMarked;
