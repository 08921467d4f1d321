/** The check of the installation: each part says how it finds itself, and what to do when it is not well. */
@NullMarked
package org.kithwork.core.internal.module.doctor;

import org.jspecify.annotations.NullMarked;
