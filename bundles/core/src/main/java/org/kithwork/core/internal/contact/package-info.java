/** Ways to reach a customer: phone numbers, e-mail and postal addresses in one form each, and what a mask leaves. */
@NullMarked
package org.kithwork.core.internal.contact;

import org.jspecify.annotations.NullMarked;
