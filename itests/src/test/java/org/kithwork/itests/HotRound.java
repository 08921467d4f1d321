package org.kithwork.itests;

/**
 * What one round of a module's life took, in milliseconds to the first answer.
 *
 * @param overRest whether it was done over REST, else in the shell
 * @param loaders the class loaders of bundles that are left after it
 */
record HotRound(boolean overRest, long install, long update, long remove, long loaders) {}
