package org.kithwork.funnel.internal;

import java.util.List;
import org.kithwork.protection.spi.SealedColumn;
import org.kithwork.protection.spi.SealedColumns;
import org.osgi.service.component.annotations.Component;

/**
 * What opportunities and leads are called is sealed, since it names customers, and so is why they were opened again, why goods came back, what
 * is noted and what is said of quotes.
 */
@Component
public final class FunnelColumns implements SealedColumns {

    @Override
    public List<SealedColumn> columns() {
        return List.of(
                new SealedColumn("funnel_opportunity", "title_cipher", "id", "title"),
                new SealedColumn("funnel_return", "reason_cipher", "id", "reason"),
                new SealedColumn("funnel_transition", "reason_cipher", "id", "reason"),
                new SealedColumn("funnel_lead", "title_cipher", "id", "title"),
                new SealedColumn("funnel_lead_note", "text_cipher", "id", "text"),
                new SealedColumn("funnel_quote", "terms_cipher", "id", "terms"),
                new SealedColumn("funnel_quote_step", "words_cipher", "id", "words"));
    }
}
