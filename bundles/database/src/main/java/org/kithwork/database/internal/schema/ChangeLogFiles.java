package org.kithwork.database.internal.schema;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.List;
import java.util.Map;
import liquibase.resource.AbstractResource;
import liquibase.resource.AbstractResourceAccessor;
import liquibase.resource.Resource;

/** Gives Liquibase the files of one change log and nothing else. */
final class ChangeLogFiles extends AbstractResourceAccessor {
    private final ChangeLog changeLog;

    ChangeLogFiles(ChangeLog changeLog) {
        this.changeLog = changeLog;
    }

    @Override
    public List<Resource> search(String path, boolean recursive) {
        String folder = path.endsWith("/") ? path : path + "/";
        return changeLog.files().entrySet().stream()
                .filter(file -> file.getKey().startsWith(folder))
                .filter(file ->
                        recursive || file.getKey().substring(folder.length()).indexOf('/') < 0)
                .map(this::resource)
                .toList();
    }

    @Override
    public List<Resource> getAll(String path) {
        String plain = path.startsWith("/") ? path.substring(1) : path;
        return changeLog.files().entrySet().stream()
                .filter(file -> file.getKey().equals(plain))
                .map(this::resource)
                .toList();
    }

    @Override
    public List<String> describeLocations() {
        return List.of(changeLog.folder());
    }

    @Override
    public void close() {
        // Nothing is held open.
    }

    private Resource resource(Map.Entry<String, URL> file) {
        try {
            return new BundleFile(this, file.getKey(), file.getValue());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static final class BundleFile extends AbstractResource {
        private final ChangeLogFiles files;
        private final URL url;

        BundleFile(ChangeLogFiles files, String path, URL url) throws URISyntaxException {
            super(path, new URI("bundle", null, "/" + path, null));
            this.files = files;
            this.url = url;
        }

        @Override
        public InputStream openInputStream() throws IOException {
            return url.openStream();
        }

        @Override
        public boolean exists() {
            return true;
        }

        @Override
        public Resource resolve(String other) {
            return find(getPath() + "/" + other);
        }

        @Override
        public Resource resolveSibling(String other) {
            return find(getPath().substring(0, getPath().lastIndexOf('/') + 1) + other);
        }

        private Resource find(String path) {
            return files.getAll(path).stream()
                    .findFirst()
                    .orElseThrow(() -> new SchemaRefused("The file " + path + " is not in the bundle."));
        }
    }
}
