package org.kithwork.core.internal.module.doctor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.kithwork.doctor.spi.DoctorCheck;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.Permission;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks every check. One that fails itself is a finding as well. */
@Component(service = Doctor.class)
public final class Doctor {

    private static final Permission VIEW = Permission.of("core:module:view");
    private static final Logger LOGGER = LoggerFactory.getLogger(Doctor.class);

    private final AccessControl access;

    @Reference
    volatile List<Check> checks = List.of();

    @Reference
    volatile List<DoctorCheck> ofModules = List.of();

    @Activate
    public Doctor(@Reference AccessControl access) {
        this.access = access;
    }

    /** What was found, in the order of the names. */
    public List<Finding> examine() {
        access.require(VIEW);
        var all = new ArrayList<Finding>();
        for (var check : checks) {
            try {
                all.addAll(check.findings());
            } catch (RuntimeException e) {
                LOGGER.warn("A check failed", e);
                all.add(Finding.fail(check.getClass().getSimpleName(), "could not be checked; the log says why"));
            }
        }
        for (var check : ofModules) {
            all.addAll(findings(check));
        }
        all.sort(Comparator.comparing(Finding::check));
        return all;
    }

    private static List<Finding> findings(DoctorCheck check) {
        try {
            return check.findings().stream()
                    .map(found -> new Finding(
                            found.check(), found.well() ? Finding.Level.OK : Finding.Level.WARN, found.detail()))
                    .toList();
        } catch (RuntimeException | LinkageError e) {
            LOGGER.warn("A check of a module failed", e);
            return List.of(Finding.fail(check.getClass().getSimpleName(), "could not be checked; the log says why"));
        }
    }
}
