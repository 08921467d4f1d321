package org.kithwork.core.internal.module.kar;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.kithwork.core.internal.module.ModuleProblem;

/**
 * The features of a core, read with an allow-list: bundles, and nothing that would write files or configuration.
 *
 * @param features the version of each by its name
 * @param bundles where each bundle is fetched
 * @param repositories the feature files that it refers to
 */
record CoreFeatures(Map<String, String> features, List<String> bundles, List<String> repositories) {

    private static final Set<String> KNOWN =
            Set.of("features", "repository", "feature", "bundle", "details", "capability", "requirement");

    CoreFeatures {
        features = Map.copyOf(features);
        bundles = List.copyOf(bundles);
        repositories = List.copyOf(repositories);
    }

    static CoreFeatures parse(byte[] xml) {
        return FeatureXml.read(xml, CoreFeatures::read);
    }

    private static CoreFeatures read(XMLStreamReader reader) throws XMLStreamException {
        var features = new LinkedHashMap<String, String>();
        var bundles = new ArrayList<String>();
        var repositories = new ArrayList<String>();
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.DTD) {
                throw ModuleProblem.invalid("package-feature-xml");
            }
            if (event != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            var element = reader.getLocalName();
            if (!KNOWN.contains(element)) {
                throw ModuleProblem.invalid("core-feature-element", Archive.shown(element));
            }
            switch (element) {
                case "feature" -> {
                    var name = reader.getAttributeValue(null, "name");
                    if (name != null) {
                        var version = reader.getAttributeValue(null, "version");
                        features.put(name, version == null ? "" : version);
                    }
                }
                case "bundle" -> bundles.add(reader.getElementText().strip());
                case "repository" -> repositories.add(reader.getElementText().strip());
                default -> {
                    // The root, and what the resolver of the container alone has to understand.
                }
            }
        }
        return new CoreFeatures(features, bundles, repositories);
    }
}
