package org.kithwork.customer;

import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Tells which members of a customer have a value, whether it is valid and since when it stands there; the values
 * themselves are not told. For what keeps data fresh and complete. Always there.
 */
@ProviderType
public interface MemberStates {

    /**
     * The members that have a value and that the actor may see, at least masked: {@code name}, {@code phone}, {@code email},
     * {@code address}, {@code wechat}, {@code sex}, {@code birth}, {@code occupation}, {@code company}, {@code district}, and
     * {@code field:} with its key for a field of the company. A name that is only a stand-in and an unknown sex are none. Of
     * several contact points of a type it is the primary one, or the first valid one where that is not valid.
     *
     * <p>Needs {@code core:customer:view}; follows a merge; refuses with {@code not-found} what is out of scope.
     */
    Map<String, MemberState> of(CustomerId id);
}
