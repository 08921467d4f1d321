package org.kithwork.doctor.spi;

/**
 * One line of the report, in English, without personal data.
 *
 * @param check what was looked at, such as {@code webhooks}
 * @param well whether nothing has to be done
 * @param detail what was seen and, where it is not well, what to do
 */
public record DoctorFinding(String check, boolean well, String detail) {}
