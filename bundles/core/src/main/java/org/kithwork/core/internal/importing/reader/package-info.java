/** Reading the files that people export from spreadsheets and tills: encoding, separator, rows, cells, column names. */
@NullMarked
package org.kithwork.core.internal.importing.reader;

import org.jspecify.annotations.NullMarked;
