package org.kithwork.funnel.internal.lead;

import org.jspecify.annotations.Nullable;

/**
 * Who is to look after a lead.
 *
 * @param ownerId whom the rules choose where absent
 */
public record LeadAssignment(@Nullable String ownerId) {}
