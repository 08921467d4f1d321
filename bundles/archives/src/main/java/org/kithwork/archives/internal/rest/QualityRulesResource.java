package org.kithwork.archives.internal.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.ArchivesPermissions;
import org.kithwork.archives.internal.QualityRule;
import org.kithwork.archives.internal.QualityRuleChange;
import org.kithwork.archives.internal.QualityRules;
import org.kithwork.archives.internal.QualitySettings;
import org.kithwork.archives.internal.QualitySettingsChange;
import org.kithwork.permission.Requires;
import org.kithwork.rest.Patch;
import org.kithwork.rest.Returns;
import org.kithwork.rest.Takes;
import org.kithwork.rest.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** What is expected of the fields of customers. */
@Component(service = QualityRulesResource.class)
@JakartarsResource
@Path("archives/quality")
@Produces(MediaType.APPLICATION_JSON)
public final class QualityRulesResource {

    private final QualityRules rules;

    @Activate
    public QualityRulesResource(@Reference QualityRules rules) {
        this.rules = rules;
    }

    /** The rules of all fields. */
    public record Rules(List<QualityRule> items) {}

    @GET
    @Path("rules")
    @Requires(ArchivesPermissions.VIEW_QUALITY_RULES)
    public Rules list() {
        return new Rules(rules.list());
    }

    /** Changes the rule of a field; its first version is "0". */
    @PATCH
    @Path("rules/{field}")
    @Consumes("application/merge-patch+json")
    @Requires(ArchivesPermissions.EDIT_QUALITY_RULES)
    @Takes(QualityRuleChange.class)
    @Returns(QualityRule.class)
    public Response change(
            @PathParam("field") String field, @HeaderParam("If-Match") @Nullable Version version, Patch patch) {
        var rule = rules.change(field, Version.required(version), patch);
        return Response.ok().tag(Long.toString(rule.version())).entity(rule).build();
    }

    @GET
    @Path("settings")
    @Requires(ArchivesPermissions.VIEW_QUALITY_RULES)
    @Returns(QualitySettings.class)
    public Response settings() {
        return answer(rules.settings());
    }

    @PATCH
    @Path("settings")
    @Consumes("application/merge-patch+json")
    @Requires(ArchivesPermissions.EDIT_QUALITY_RULES)
    @Takes(QualitySettingsChange.class)
    @Returns(QualitySettings.class)
    public Response changeSettings(@HeaderParam("If-Match") @Nullable Version version, Patch patch) {
        return answer(rules.changeSettings(Version.required(version), patch));
    }

    private static Response answer(QualitySettings settings) {
        return Response.ok()
                .tag(Long.toString(settings.version()))
                .entity(settings)
                .build();
    }
}
