package org.kithwork.core.internal.module.kar;

import java.io.ByteArrayInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.kithwork.core.internal.module.ModuleProblem;

/** Reads feature files without document types and without anything from elsewhere. */
final class FeatureXml {

    private FeatureXml() {}

    /** One pass over a file. */
    interface Pass<T> {
        T over(XMLStreamReader reader) throws XMLStreamException;
    }

    static <T> T read(byte[] xml, Pass<T> pass) {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            var reader = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
            try {
                return pass.over(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            throw ModuleProblem.invalid("package-feature-xml");
        }
    }
}
