package org.kithwork.intake.internal;

import java.util.List;
import org.kithwork.event.spi.EventTypeSource;
import org.kithwork.intake.internal.command.FeedLogCommand;
import org.kithwork.intake.internal.command.FeedRetryCommand;
import org.kithwork.intake.internal.command.FeedsCommand;
import org.kithwork.intake.internal.command.FormsCommand;
import org.kithwork.intake.internal.command.SubmissionsCommand;
import org.kithwork.intake.internal.command.WebhookLogCommand;
import org.kithwork.intake.internal.command.WebhookPingCommand;
import org.kithwork.intake.internal.command.WebhookResendCommand;
import org.kithwork.intake.internal.command.WebhooksCommand;
import org.kithwork.intake.internal.rest.CapturesResource;
import org.kithwork.intake.internal.rest.FeedsResource;
import org.kithwork.intake.internal.rest.FormsResource;
import org.kithwork.intake.internal.rest.NotesResource;
import org.kithwork.intake.internal.rest.OrdersResource;
import org.kithwork.intake.internal.rest.SubmissionsResource;
import org.kithwork.intake.internal.rest.WebhooksResource;
import org.kithwork.permission.spi.PermissionSource;
import org.kithwork.test.ModuleContract;

class IntakeModuleTest extends ModuleContract {

    @Override
    protected String word() {
        return "intake";
    }

    @Override
    protected PermissionSource permissions() {
        return new IntakePermissions();
    }

    @Override
    protected EventTypeSource eventTypes() {
        return new IntakeEvents();
    }

    @Override
    protected List<Class<?>> resources() {
        return List.of(
                FormsResource.class,
                CapturesResource.class,
                NotesResource.class,
                SubmissionsResource.class,
                WebhooksResource.class,
                FeedsResource.class,
                OrdersResource.class);
    }

    @Override
    protected List<Class<?>> commands() {
        return List.of(
                FormsCommand.class,
                SubmissionsCommand.class,
                WebhooksCommand.class,
                WebhookLogCommand.class,
                WebhookPingCommand.class,
                WebhookResendCommand.class,
                FeedsCommand.class,
                FeedLogCommand.class,
                FeedRetryCommand.class);
    }
}
