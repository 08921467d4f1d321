package org.kithwork.doctor.spi;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Looks at what a module does by itself and nobody watches. It changes nothing, asks no right (the core has asked for
 * {@code core:module:view}) and answers at once; one that throws is a finding itself.
 */
@ConsumerType
public interface DoctorCheck {

    /** What was found, well or not. */
    List<DoctorFinding> findings();
}
