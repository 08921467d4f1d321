package org.kithwork.customer;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** Tells which roles may change which members of customers. Always there. */
@ProviderType
public interface MemberEditors {

    /**
     * The names of the roles that may change each of these members, by member; each role once, in the language asked for.
     * Members are named as in {@link MemberStates}. Names of roles are no secret to those who are signed in: asks no right.
     */
    Map<String, List<String>> of(Collection<String> members, Locale locale);
}
