package org.kithwork.core.internal.duplicate.linkage;

import org.jspecify.annotations.Nullable;

/**
 * A field that takes part in a comparison.
 *
 * @param partner the field with which this one is swapped by mistake, such as family and given name
 * @param place whether it says where somebody is found (address, town, number of the house's telephone) rather than who
 *     he is: those who live or work together agree in all such fields at once
 */
public record LinkageField(
        String name, FieldKind kind, @Nullable String partner, boolean place) {

    public LinkageField(String name, FieldKind kind) {
        this(name, kind, null, false);
    }

    /** A field that says where somebody is found. */
    public static LinkageField place(String name, FieldKind kind) {
        return new LinkageField(name, kind, null, true);
    }
}
