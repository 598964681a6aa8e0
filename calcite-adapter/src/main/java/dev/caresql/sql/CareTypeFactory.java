package dev.caresql.sql;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.rel.type.RelDataTypeFactory;

/** Creates type factories whose text is UTF-8, so that Vietnamese literals are valid. */
public final class CareTypeFactory {
    private CareTypeFactory() {}

    /** A new type factory over {@link CareTypeSystem}. */
    public static RelDataTypeFactory create() {
        return new JavaTypeFactoryImpl(CareTypeSystem.INSTANCE) {
            @Override
            public Charset getDefaultCharset() {
                return StandardCharsets.UTF_8;
            }
        };
    }
}
