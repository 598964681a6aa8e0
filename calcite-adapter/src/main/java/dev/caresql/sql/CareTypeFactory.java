package dev.caresql.sql;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.rel.type.RelDataTypeFactory;

/** The type factory of {@link CareTypeSystem}, whose text is UTF-8 so that Vietnamese literals are valid. */
public final class CareTypeFactory extends JavaTypeFactoryImpl {
    private static final CareTypeFactory SHARED = new CareTypeFactory();

    private CareTypeFactory() {
        super(CareTypeSystem.INSTANCE);
    }

    /** The one instance; types are equal only when they come from one factory. */
    public static RelDataTypeFactory shared() {
        return SHARED;
    }

    @Override
    public Charset getDefaultCharset() {
        return StandardCharsets.UTF_8;
    }
}
