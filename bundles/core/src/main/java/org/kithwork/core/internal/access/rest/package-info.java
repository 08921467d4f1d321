/** The REST face of users, roles, teams, stores, tokens, sessions, company and audit. */
@NullMarked
package org.kithwork.core.internal.access.rest;

import org.jspecify.annotations.NullMarked;
