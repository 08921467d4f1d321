package org.kithwork.archives.internal;

import org.kithwork.customer.CustomerId;

/**
 * A purchase as said and checked, before it is entered.
 *
 * @param fingerprint by which the same content is known again
 */
record NewPurchase(CustomerId customer, Purchase purchase, String fingerprint) {

    /** The same of another customer. */
    NewPurchase of(CustomerId other) {
        return new NewPurchase(other, purchase.of(other), fingerprint);
    }
}
