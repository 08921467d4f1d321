package org.kithwork.core.internal.module.kar;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.kithwork.core.internal.module.ModuleProblem;

/**
 * The feature of a package, read with an allow-list: one feature with bundles and with features that are here already.
 * What would write files, change configuration or fetch something is refused.
 */
record FeatureFile(String name, List<String> features, List<String> bundles, int startLevel) {

    private static final Set<String> KNOWN = Set.of("features", "repository", "feature", "bundle", "details");
    private static final int USUAL_LEVEL = 60;

    FeatureFile {
        features = List.copyOf(features);
        bundles = List.copyOf(bundles);
    }

    static FeatureFile parse(byte[] xml) {
        return FeatureXml.read(xml, reader -> new Parse(reader).run());
    }

    /** One pass over the file. */
    private static final class Parse {

        private final XMLStreamReader reader;
        private final List<String> names = new ArrayList<>();
        private final List<String> features = new ArrayList<>();
        private final List<String> bundles = new ArrayList<>();
        private int startLevel = USUAL_LEVEL;
        private int depth;

        Parse(XMLStreamReader reader) {
            this.reader = reader;
        }

        FeatureFile run() throws XMLStreamException {
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> element();
                    case XMLStreamConstants.END_ELEMENT -> depth--;
                    case XMLStreamConstants.DTD -> throw ModuleProblem.invalid("package-feature-xml");
                    default -> {
                        // Text between elements and comments say nothing.
                    }
                }
            }
            if (names.size() != 1) {
                throw ModuleProblem.invalid("package-features", Integer.toString(names.size()));
            }
            return new FeatureFile(names.get(0), features, bundles, startLevel);
        }

        private void element() throws XMLStreamException {
            var name = reader.getLocalName();
            if (!KNOWN.contains(name)) {
                throw ModuleProblem.invalid("package-feature-element", Archive.shown(name));
            }
            depth++;
            switch (name) {
                case "feature" -> feature();
                case "bundle" -> bundle();
                case "repository", "details" -> text();
                default -> {
                    // The root.
                }
            }
        }

        private void feature() throws XMLStreamException {
            if (depth == 2) {
                var name = reader.getAttributeValue(null, "name");
                names.add(name == null ? "" : name);
            } else {
                features.add(text());
            }
        }

        private void bundle() throws XMLStreamException {
            var level = reader.getAttributeValue(null, "start-level");
            if (level != null && level.matches("[1-9][0-9]?")) {
                startLevel = Math.max(USUAL_LEVEL, Integer.parseInt(level));
            }
            bundles.add(text());
        }

        private String text() throws XMLStreamException {
            depth--;
            return reader.getElementText().strip();
        }
    }
}
