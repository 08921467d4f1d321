package org.kithwork.web.internal.ui;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.Permission;
import org.kithwork.permission.Requires;
import org.kithwork.web.internal.http.Exchange;
import org.kithwork.web.internal.http.Languages;
import org.kithwork.web.internal.http.ModuleGate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** What the modules that run bring to the console, as far as the caller may see it, in his language. */
@Component(service = ManifestResource.class)
@JakartarsResource
@Path("ui/manifest")
@Produces(MediaType.APPLICATION_JSON)
public final class ManifestResource {

    private static final Permission ADMINISTRATION = Permission.of("core:module:view");

    private final UiModules modules;
    private final ModuleGate gate;
    private final AccessControl access;

    @Activate
    public ManifestResource(@Reference UiModules modules, @Reference ModuleGate gate, @Reference AccessControl access) {
        this.modules = modules;
        this.gate = gate;
        this.access = access;
    }

    /** The answer. */
    public record Manifest(List<Entry> modules, String language, List<Conflict> conflicts) {}

    /**
     * One module.
     *
     * @param nav the entries of the side bar, as in its ui.json
     * @param problem why its pages are not shown; only administrators see it
     */
    public record Entry(
            String id,
            String version,
            String base,
            String title,
            List<JsonNode> nav,
            List<JsonNode> pages,
            Map<String, List<JsonNode>> slots,
            Map<String, String> texts,
            @Nullable String problem) {}

    /** A path that two modules claim; the first has it. */
    public record Conflict(String path, String module, String other) {}

    @GET
    @Requires(Requires.SIGNED_IN)
    public Manifest read(@Context HttpServletRequest request) {
        var locale = Exchange.of(request).locale();
        var administers = access.permits(ADMINISTRATION);
        var entries = new ArrayList<Entry>();
        var conflicts = new ArrayList<Conflict>();
        var owners = new HashMap<String, String>();
        for (var module : modules.all()) {
            if (!gate.isOpen(module.id())) {
                continue;
            }
            if (module.problem().isPresent()) {
                if (administers) {
                    entries.add(faulty(module, locale));
                }
                continue;
            }
            entries.add(entry(module, locale, owners, conflicts));
        }
        return new Manifest(entries, Languages.tag(locale), administers ? conflicts : List.of());
    }

    private Entry entry(UiModule module, Locale locale, Map<String, String> owners, List<Conflict> conflicts) {
        var slots = new LinkedHashMap<String, List<JsonNode>>();
        for (var slot : module.descriptor().path("slots").properties()) {
            slots.put(slot.getKey(), permitted(slot.getValue()));
        }
        return new Entry(
                module.id(),
                module.version(),
                module.base(),
                module.descriptor().path("title").asText(),
                unclaimed(module, "nav", owners, conflicts),
                unclaimed(module, "pages", owners, conflicts),
                slots,
                module.textsIn(Languages.tag(locale)),
                null);
    }

    private static Entry faulty(UiModule module, Locale locale) {
        return new Entry(
                module.id(),
                module.version(),
                module.base(),
                module.id(),
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                module.problem().map(problem -> problem.text(locale)).orElse(null));
    }

    /** Pages whose path nobody claimed before; paths that differ only in the names of parameters are the same. */
    private List<JsonNode> unclaimed(
            UiModule module, String list, Map<String, String> owners, List<Conflict> conflicts) {
        var mine = new ArrayList<JsonNode>();
        for (var page : module.descriptor().path(list)) {
            var path = page.get("path").asText();
            var owner = owners.putIfAbsent(list + path.replaceAll(":[^/]+", ":"), module.id());
            if (owner == null) {
                mine.add(page);
            } else {
                conflicts.add(new Conflict(path, owner, module.id()));
            }
        }
        return mine.stream().filter(this::isPermitted).toList();
    }

    private List<JsonNode> permitted(JsonNode entries) {
        var list = new ArrayList<JsonNode>();
        entries.forEach(entry -> {
            if (isPermitted(entry)) {
                list.add(entry);
            }
        });
        return list;
    }

    private boolean isPermitted(JsonNode entry) {
        return !entry.has("permission")
                || access.permits(Permission.of(entry.get("permission").asText()));
    }
}
