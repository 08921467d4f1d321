package org.kithwork.consent;

/** The legal ground of a grant. */
public enum ConsentBasis {
    CONSENT,
    /** Given apart from all other consents, as sensitive data and sharing need it. */
    SEPARATE_CONSENT,
    CONTRACT,
    LEGAL_OBLIGATION
}
