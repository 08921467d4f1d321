package org.kithwork.importing;

import java.time.Instant;
import org.kithwork.customer.ActorName;

/**
 * The import that brought a record in, whoever the record says wrote it.
 *
 * @param importedBy who ran the import
 * @param importedAt when it was begun
 */
public record ImportOrigin(String importId, ActorName importedBy, Instant importedAt) {}
