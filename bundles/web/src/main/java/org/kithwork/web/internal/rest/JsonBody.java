package org.kithwork.web.internal.rest;

import jakarta.ws.rs.core.Form;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.MessageBodyWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.rest.Patch;
import org.kithwork.web.internal.Texts;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsExtension;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsName;

/** JSON in and out of REST methods: records, lists, maps and {@link Patch}. */
@Component(
        service = {MessageBodyReader.class, MessageBodyWriter.class},
        property = "service.ranking:Integer=2147483647")
@JakartarsExtension
@JakartarsName("kithwork-json")
public final class JsonBody implements MessageBodyReader<Object>, MessageBodyWriter<Object> {

    private static final List<Class<?>> OTHERS = List.of(
            CharSequence.class,
            InputStream.class,
            OutputStream.class,
            Reader.class,
            File.class,
            byte[].class,
            StreamingOutput.class,
            Form.class);

    private final Mapper mapper;
    private final StrictReader reader;

    @Activate
    public JsonBody(@Reference Mapper mapper) {
        this.mapper = mapper;
        this.reader = new StrictReader(mapper);
    }

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, @Nullable MediaType media) {
        return isJson(media) && isOurs(type);
    }

    /** Nothing is nothing: who needs a body says what it consumes, and {@link BodyRequired} sees to it. */
    @Override
    public @Nullable Object readFrom(
            Class<Object> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        var content = new PushbackInputStream(body);
        var first = content.read();
        if (first < 0) {
            return null;
        }
        content.unread(first);
        var tree = reader.tree(content);
        if (tree.isNull()) {
            throw StrictReader.malformed(Texts.of("json-empty"));
        }
        if (Patch.class.isAssignableFrom(type)) {
            return JsonPatch.of(tree, reader, mapper);
        }
        return reader.bind(tree, mapper.current().constructType(generic), "");
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, @Nullable MediaType media) {
        return isJson(media) && isOurs(type);
    }

    @Override
    public void writeTo(
            Object value,
            Class<?> type,
            @Nullable Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, Object> headers,
            OutputStream body)
            throws IOException {
        mapper.current().writeValue(new Unclosed(body), value);
    }

    private static boolean isJson(@Nullable MediaType media) {
        return media != null
                && "application".equalsIgnoreCase(media.getType())
                && ("json".equalsIgnoreCase(media.getSubtype())
                        || media.getSubtype().endsWith("+json"));
    }

    private static boolean isOurs(Class<?> type) {
        return OTHERS.stream().noneMatch(other -> other.isAssignableFrom(type))
                && !type.getName().startsWith("org.glassfish.jersey.");
    }

    /** The runtime closes its stream itself. */
    private static final class Unclosed extends java.io.FilterOutputStream {

        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            out.write(bytes, from, count);
        }

        @Override
        public void close() {}
    }
}
