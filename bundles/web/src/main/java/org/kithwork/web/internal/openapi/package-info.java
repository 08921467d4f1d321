/** The description of the REST API, made from what runs. */
@NullMarked
package org.kithwork.web.internal.openapi;

import org.jspecify.annotations.NullMarked;
