package org.kithwork.permission;

import java.util.Collection;
import org.kithwork.customer.CustomerId;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What the actor may do with the members of a module's records. The module declares its members (see {@link
 * org.kithwork.permission.spi.FieldDeclaration}); administrators limit or open them for each role. A service asks once a
 * request, shows nobody what is HIDE or MASK, neither sorts, filters, searches nor sums by what is not READ {@linkplain
 * RecordFields#everywhere everywhere}, and refuses to change what is not WRITE.
 */
@ProviderType
public interface FieldControl {

    /**
     * The rules for the actor of this thread.
     *
     * @param view the right to see such records; its module and object name the kind of record
     * @param edit the right to change them
     * @param customers those to whom the records belong that are looked at; more of them do no harm
     */
    RecordFields of(Permission view, Permission edit, Collection<CustomerId> customers);
}
