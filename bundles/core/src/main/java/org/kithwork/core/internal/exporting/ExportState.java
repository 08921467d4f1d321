package org.kithwork.core.internal.exporting;

/** Where an export stands. */
public enum ExportState {
    /** Its job makes the file, or waits to. */
    RUNNING,
    /** The file can be downloaded. */
    READY,
    /** The file was thrown away. */
    GONE,
    FAILED,
    CANCELLED
}
