/** The REST runtime: JSON in and out, permissions of methods, failures as problems. */
@NullMarked
package org.kithwork.web.internal.rest;

import org.jspecify.annotations.NullMarked;
