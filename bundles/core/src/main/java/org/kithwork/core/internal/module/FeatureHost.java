package org.kithwork.core.internal.module;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    Optional<String> hindrance(ModulePackage wanted);

    /** The container could not do it. */
    final class HostFailure extends Exception {

        private static final long serialVersionUID = 1L;

        public HostFailure(String message, Throwable cause) {
            super(message, cause);
        }

        /** What the administrator may read. */
        public String reason() {
            return String.valueOf(getMessage());
        }
    }
}
