package org.kithwork.archives.internal;

import java.util.List;
import org.kithwork.archives.internal.command.AttachmentsCommand;
import org.kithwork.archives.internal.command.ConfirmCommand;
import org.kithwork.archives.internal.command.InteractionsCommand;
import org.kithwork.archives.internal.command.NeedsCommand;
import org.kithwork.archives.internal.command.PreferencesCommand;
import org.kithwork.archives.internal.command.PurchasesCommand;
import org.kithwork.archives.internal.command.QualityCommand;
import org.kithwork.archives.internal.command.QualityReportCommand;
import org.kithwork.archives.internal.command.QualityRulesCommand;
import org.kithwork.archives.internal.command.QualityWorstCommand;
import org.kithwork.archives.internal.command.TimelineCommand;
import org.kithwork.archives.internal.rest.AttachmentsResource;
import org.kithwork.archives.internal.rest.InteractionsResource;
import org.kithwork.archives.internal.rest.NeedsResource;
import org.kithwork.archives.internal.rest.PortraitResource;
import org.kithwork.archives.internal.rest.PreferenceKeysResource;
import org.kithwork.archives.internal.rest.PreferencesResource;
import org.kithwork.archives.internal.rest.PurchasesResource;
import org.kithwork.archives.internal.rest.QualityReportResource;
import org.kithwork.archives.internal.rest.QualityResource;
import org.kithwork.archives.internal.rest.QualityRulesResource;
import org.kithwork.archives.internal.rest.SummaryResource;
import org.kithwork.archives.internal.rest.TermsResource;
import org.kithwork.archives.internal.rest.TimelineResource;
import org.kithwork.event.spi.EventTypeSource;
import org.kithwork.permission.spi.PermissionSource;
import org.kithwork.test.ModuleContract;

class ArchivesModuleTest extends ModuleContract {

    @Override
    protected String word() {
        return "archives";
    }

    @Override
    protected PermissionSource permissions() {
        return new ArchivesPermissions();
    }

    @Override
    protected EventTypeSource eventTypes() {
        return new ArchivesEvents();
    }

    @Override
    protected List<Class<?>> resources() {
        return List.of(
                PurchasesResource.class,
                InteractionsResource.class,
                AttachmentsResource.class,
                TimelineResource.class,
                SummaryResource.class,
                PreferencesResource.class,
                PreferenceKeysResource.class,
                NeedsResource.class,
                TermsResource.class,
                PortraitResource.class,
                QualityResource.class,
                QualityRulesResource.class,
                QualityReportResource.class);
    }

    @Override
    protected List<Class<?>> commands() {
        return List.of(
                PurchasesCommand.class,
                InteractionsCommand.class,
                AttachmentsCommand.class,
                TimelineCommand.class,
                PreferencesCommand.class,
                NeedsCommand.class,
                QualityCommand.class,
                QualityWorstCommand.class,
                QualityRulesCommand.class,
                QualityReportCommand.class,
                ConfirmCommand.class);
    }
}
