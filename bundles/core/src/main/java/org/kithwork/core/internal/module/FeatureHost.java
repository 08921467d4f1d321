package org.kithwork.core.internal.module;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.kithwork.problem.Message;

/** The container, as far as modules are concerned: features come and go, and nothing else is touched. */
public interface FeatureHost {

    /** A module of the distribution; its bundle lies in the system's repository. */
    record BuiltIn(String word, String version, Path bundle) {}

    /** The modules of the distribution. */
    List<BuiltIn> builtIns();

    /** The modules that are installed, with their versions. */
    Map<String, String> installed();

    /** Installs and starts the bundle. Fails with what hinders it. */
    void install(ModulePackage wanted) throws HostFailure;

    /** Stops the bundle and takes it out; nothing when it is not there. */
    void uninstall(String word) throws HostFailure;

    /** What hinders the package from being installed, found without installing it. */
    Optional<Message> hindrance(ModulePackage wanted);

    /** Whether the start of a module hangs, so that the container does nothing more until the process is started again. */
    boolean isHanging();

    /** The container could not do it. */
    final class HostFailure extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Message reason;

        /** The container's own words say what hinders it. */
        public HostFailure(String message, Throwable cause) {
            this(ModuleProblem.message("not-resolvable", message), cause);
        }

        public HostFailure(Message reason, Throwable cause) {
            super(reason.text(Locale.ENGLISH), cause);
            this.reason = reason;
        }

        /** What the administrator may read. */
        public Message reason() {
            return reason;
        }
    }
}
