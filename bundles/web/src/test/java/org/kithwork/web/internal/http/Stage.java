package org.kithwork.web.internal.http;

import jakarta.servlet.Filter;
import java.lang.annotation.Annotation;
import java.util.Collections;
import java.util.SortedSet;
import org.kithwork.web.internal.TestCore;
import org.kithwork.web.internal.health.RequestFigures;
import org.kithwork.web.internal.rest.Mapper;

/** The guards, put together by hand. */
public final class Stage {

    public final TestCore core;
    public final Mapper mapper = new Mapper();
    public final Answers answers = new Answers(mapper);
    public final ModuleGate gate;
    public final Undeclared undeclared = new Undeclared();
    public final Resources resources;
    public final RequestFigures figures = new RequestFigures();
    public volatile SortedSet<String> waitsFor = Collections.emptySortedSet();

    public Stage(TestCore core) {
        this.core = core;
        this.gate = new ModuleGate(core);
        this.resources = new Resources(core);
    }

    public Filter filter() {
        var guards = new Guards(gate, undeclared, resources, new RestRuntime(part -> waitsFor));
        return new Gatekeeper(core, answers, guards, figures, settings());
    }

    private static WebSettings settings() {
        return new WebSettings() {
            @Override
            public int upload_limit_mib() {
                return 2;
            }

            @Override
            public String[] trusted_proxies() {
                return new String[0];
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return WebSettings.class;
            }
        };
    }

    /** Registers a resource as its bundle would. */
    public Resources.Root register(Object resource, String word, String module) {
        var root = new Resources.Root(resource, word, module, 1);
        resources.add(resource, root);
        return root;
    }

    public void unregister(Resources.Root root) {
        resources.remove(root.resource(), root);
    }
}
