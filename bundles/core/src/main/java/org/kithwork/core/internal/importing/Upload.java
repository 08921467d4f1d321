package org.kithwork.core.internal.importing;

/** A file as it was stored, under the id of the import to be. */
public record Upload(String id, String fileName, long size) {}
