/**
 * Protection of personal data at rest: ciphers and blind indexes for columns, a cipher for files, and the ring of keys
 * behind them. The cryptography is Tink's; no other package knows of it.
 */
@NullMarked
package org.kithwork.core.internal.protection;

import org.jspecify.annotations.NullMarked;
