package dev.caresql.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A snapshot is found again by a hash of its model's text, so a model must read the same in every JVM. The sets and maps of
 * {@code Set.of} and {@code Map.copyOf} do not: their order differs from one JVM to the next.
 */
class ModelOrderTest {
    private final List<String> unordered = new ArrayList<>();

    @Test
    void nothingInAModelChangesItsOrderFromOneJvmToTheNext() {
        CareModel model = ModelLoader.load(
                Path.of("..", "examples", "company", "caresql.yaml"), new ModelSettings(Optional.empty()));
        walk("model", model);
        CanonicalTables.load().all().forEach((name, table) -> walk(name, table));
        CanonicalTables.derived().forEach((name, table) -> walk(name, table));
        assertThat(unordered).isEmpty();
    }

    private void walk(String path, @Nullable Object value) {
        if (value instanceof Record) {
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                walk(path + "." + component.getName(), component(component, value));
            }
        } else if (value instanceof Optional<?> optional) {
            walk(path, optional.orElse(null));
        } else if (value instanceof Map<?, ?> map) {
            requireOrdered(path, map, map.size());
            map.forEach((key, entry) -> walk(path + "." + key, entry));
        } else if (value instanceof Collection<?> collection) {
            if (!(value instanceof List)) {
                requireOrdered(path, collection, collection.size());
            }
            collection.forEach(element -> walk(path, element));
        }
    }

    private void requireOrdered(String path, Object collection, int size) {
        if (size > 1 && collection.getClass().getName().startsWith("java.util.ImmutableCollections")) {
            unordered.add(path + " is a " + collection.getClass().getSimpleName());
        }
    }

    private static @Nullable Object component(RecordComponent component, Object owner) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(owner);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(component.getName() + " cannot be read", e);
        }
    }
}
