package org.kithwork.funnel.internal.quote;

import org.kithwork.funnel.internal.opportunity.Status;
import org.kithwork.permission.RecordFields.Place;

/**
 * A quote with what its opportunity decides.
 *
 * @param place on what its scope depends
 * @param opportunity what became of the opportunity
 */
public record PlacedQuote(Quote quote, Place place, Status opportunity) {}
