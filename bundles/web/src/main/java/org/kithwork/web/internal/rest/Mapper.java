package org.kithwork.web.internal.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.AccessorNamingStrategy;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedMethod;
import com.fasterxml.jackson.databind.introspect.DefaultAccessorNamingStrategy;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.databind.util.LRUMap;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * The mapper of requests and answers. It is thrown away when a bundle leaves, since a mapper remembers every class it
 * met and would keep the bundle's class loader.
 */
@Component(service = Mapper.class)
public final class Mapper {

    /** How deep an input may be nested. */
    static final int MAX_DEPTH = 32;

    private static final int LEAVES = BundleEvent.STOPPED | BundleEvent.UNRESOLVED | BundleEvent.UNINSTALLED;

    private final @Nullable BundleContext context;
    private final BundleListener listener = event -> {
        if ((event.getType() & LEAVES) != 0) {
            forget();
        }
    };
    private volatile @Nullable ObjectMapper current;

    @Activate
    public Mapper(BundleContext context) {
        this.context = context;
        context.addBundleListener(listener);
    }

    /** Outside OSGi, where nothing leaves. */
    public Mapper() {
        this.context = null;
    }

    @Deactivate
    void stop() {
        if (context != null) {
            context.removeBundleListener(listener);
        }
    }

    /** The mapper of this moment; not to be kept. */
    public ObjectMapper current() {
        var mapper = current;
        if (mapper == null) {
            mapper = make();
            current = mapper;
        }
        return mapper;
    }

    void forget() {
        current = null;
    }

    private static ObjectMapper make() {
        var factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxNumberLength(100)
                        .maxStringLength(1 << 20)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                .build();
        var builder = JsonMapper.builder(factory)
                .typeFactory(TypeFactory.defaultInstance().withCache(new LRUMap<>(64, 512)))
                .addModule(new JavaTimeModule())
                .accessorNaming(new ComponentsOnly())
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE);
        refuse(builder, LogicalType.Textual, CoercionInputShape.Integer, CoercionInputShape.Float);
        refuse(builder, LogicalType.Textual, CoercionInputShape.Boolean);
        refuse(builder, LogicalType.Integer, CoercionInputShape.String, CoercionInputShape.EmptyString);
        refuse(builder, LogicalType.Integer, CoercionInputShape.Boolean);
        refuse(builder, LogicalType.Boolean, CoercionInputShape.String, CoercionInputShape.EmptyString);
        refuse(builder, LogicalType.Boolean, CoercionInputShape.Integer, CoercionInputShape.Float);
        refuse(builder, LogicalType.Enum, CoercionInputShape.EmptyString);
        return builder.build();
    }

    private static void refuse(JsonMapper.Builder builder, LogicalType type, CoercionInputShape... shapes) {
        for (var shape : shapes) {
            builder.withCoercionConfig(type, config -> config.setCoercion(shape, CoercionAction.Fail));
        }
    }

    /** A record is its components on the wire; what else it can tell ({@code isNegative()}) is not. */
    private static final class ComponentsOnly extends DefaultAccessorNamingStrategy.Provider {

        private static final long serialVersionUID = 1L;

        @Override
        public AccessorNamingStrategy forRecord(MapperConfig<?> config, AnnotatedClass type) {
            return new DefaultAccessorNamingStrategy.RecordNaming(config, type) {
                @Override
                public @Nullable String findNameForIsGetter(AnnotatedMethod method, String name) {
                    return null;
                }

                @Override
                public @Nullable String findNameForRegularGetter(AnnotatedMethod method, String name) {
                    return _fieldNames.contains(name) ? name : null;
                }
            };
        }
    }
}
