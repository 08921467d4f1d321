package org.kithwork.core.internal.importing.reader;

import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Goes through the elements of a part of a workbook, without document types and without anything from elsewhere. */
final class XmlPart {
    private static final int LONGEST_TEXT = 1 << 20;

    private final XMLStreamReader reader;

    private XmlPart(XMLStreamReader reader) {
        this.reader = reader;
    }

    /** What is done with a part. */
    interface Pass {
        void over(XmlPart part) throws XMLStreamException;
    }

    static void read(InputStream xml, Pass pass) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(xml);
            try {
                pass.over(new XmlPart(reader));
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            if (e.getNestedException() instanceof CsvException fault) {
                throw fault;
            }
            throw new CsvException(CsvException.Fault.WORKBOOK_BROKEN, 0, "a part of the workbook is no XML", e);
        }
    }

    /** The local name of the next element that begins, or nothing at the end of the part. */
    @Nullable
    String nextStart() throws XMLStreamException {
        while (reader.hasNext()) {
            int event = step();
            if (event == XMLStreamConstants.START_ELEMENT) {
                return reader.getLocalName();
            }
        }
        return null;
    }

    /** The same within an element: nothing once it ends. */
    @Nullable
    String nextStartIn(String element) throws XMLStreamException {
        while (reader.hasNext()) {
            int event = step();
            if (event == XMLStreamConstants.START_ELEMENT) {
                return reader.getLocalName();
            }
            if (event == XMLStreamConstants.END_ELEMENT && reader.getLocalName().equals(element)) {
                return null;
            }
        }
        return null;
    }

    /** The text of the element that has begun, to its end. */
    String text() throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        int depth = 1;
        while (depth > 0) {
            switch (step()) {
                case XMLStreamConstants.START_ELEMENT -> depth++;
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    text.append(reader.getText());
                    if (text.length() > LONGEST_TEXT) {
                        throw new CsvException(CsvException.Fault.WORKBOOK_TOO_LARGE, 0, "a cell is too long");
                    }
                }
                default -> {
                    // Comments and the like say nothing.
                }
            }
        }
        return text.toString();
    }

    /** Passes over the element that has begun, to its end. */
    void skip() throws XMLStreamException {
        int depth = 1;
        while (depth > 0) {
            int event = step();
            depth += event == XMLStreamConstants.START_ELEMENT ? 1 : event == XMLStreamConstants.END_ELEMENT ? -1 : 0;
        }
    }

    @Nullable
    String attribute(String localName) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (reader.getAttributeLocalName(i).equals(localName)) {
                return reader.getAttributeValue(i);
            }
        }
        return null;
    }

    String attribute(String localName, String otherwise) {
        String value = attribute(localName);
        return value == null ? otherwise : value;
    }

    private int step() throws XMLStreamException {
        int event = reader.next();
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw new CsvException(CsvException.Fault.WORKBOOK_BROKEN, 0, "a part of the workbook declares entities");
        }
        return event;
    }
}
