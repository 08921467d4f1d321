package org.kithwork.core.internal.module.doctor;

import java.util.List;
import org.kithwork.core.internal.backup.BackupAge;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether there is a backup that was proven and is not old. */
@Component(service = Check.class)
public final class BackupCheck implements Check {

    private static final String NAME = "backups";

    private final BackupAge age;

    @Activate
    public BackupCheck(@Reference BackupAge age) {
        this.age = age;
    }

    @Override
    public List<Finding> findings() {
        var newest = age.newest().map(made -> "the newest proven one was made at " + made);
        return List.of(
                age.isTooOld()
                        ? Finding.warn(NAME, newest.orElse("none is proven") + "; run backup:create")
                        : Finding.ok(NAME, newest.orElse("none yet")));
    }
}
