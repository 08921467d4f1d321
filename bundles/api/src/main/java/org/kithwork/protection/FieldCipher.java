package org.kithwork.protection;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Encrypts free text about people for a column. What comes out is text of the Base64 alphabet of addresses (letters,
 * digits, {@code -} and {@code _}), bound to its place: moved to another row or column it does not open. It grows by a
 * third and some sixty characters, so a column of 32,000 characters holds 5,900 characters of any script.
 */
@ProviderType
public interface FieldCipher {

    /** The most characters of any script whose sealed form fits a column of 32,000 characters. */
    int MAX_CHARACTERS = 5900;

    /**
     * The text as it is stored in this place.
     *
     * @param id the record's id
     */
    String seal(String table, String column, String id, String clear);

    /** The text that was sealed for this place; throws when it was changed or moved, or its key is gone. */
    String open(String table, String column, String id, String sealed);
}
