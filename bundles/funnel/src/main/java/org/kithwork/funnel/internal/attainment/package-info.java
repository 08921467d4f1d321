/** What users, teams and stores are to sell in a month, and how much of it they have. */
@NullMarked
package org.kithwork.funnel.internal.attainment;

import org.jspecify.annotations.NullMarked;
