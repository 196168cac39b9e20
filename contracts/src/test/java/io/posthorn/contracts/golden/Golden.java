// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.golden;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * An example in {@code golden/<message>/<kind>[.<variant>].json}. The kind is the JSON name of the case of the message's
 * oneof, or {@code record} where it has none.
 */
public record Golden(String message, String kind, String name, String text) {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    @Override
    public String toString() {
        return message + "/" + name;
    }

    /** Without the line breaks and spaces that make it readable; the order of fields stays. */
    public String compact() {
        return compact(text);
    }

    public static String compact(String json) {
        return MAPPER.readTree(json).toString();
    }

    public static Set<String> messages() {
        try (Stream<Path> folders = Files.list(root())) {
            return folders.map(folder -> folder.getFileName().toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All examples of one message. */
    public static List<Golden> of(Descriptor message) {
        return of(message.getName());
    }

    public static List<Golden> of(String message) {
        try (Stream<Path> files = Files.list(root().resolve(message))) {
            return files.sorted().map(file -> read(message, file)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("no golden files for " + message, e);
        }
    }

    public static Golden named(String message, String name) {
        return read(message, root().resolve(message).resolve(name + ".json"));
    }

    private static Golden read(String message, Path file) {
        String name = file.getFileName().toString().replace(".json", "");
        try {
            return new Golden(
                    message, name.split("\\.")[0], name, Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The sources: among the classes a deleted file would live on. */
    private static Path root() {
        return Path.of(System.getProperty("basedir", "."), "src", "test", "resources", "golden");
    }

    /** The kinds that a message can be of, by its schema. */
    public static Set<String> kindsOf(Descriptor message) {
        if (message.getRealOneofs().isEmpty()) {
            return Set.of("record");
        }
        return message.getRealOneofs().get(0).getFields().stream()
                .map(FieldDescriptor::getJsonName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The kind that this message is of. */
    public static String kindOf(Message message) {
        Descriptor type = message.getDescriptorForType();
        return type.getRealOneofs().isEmpty()
                ? "record"
                : message.getOneofFieldDescriptor(type.getRealOneofs().get(0)).getJsonName();
    }

    /** Every field that is set in the message or in one within it. */
    public static Set<String> fieldsSetIn(Message message) {
        Set<String> names = new TreeSet<>();
        message.getAllFields().forEach((field, value) -> {
            names.add(field.getFullName());
            Collection<?> values = field.isRepeated() ? (Collection<?>) value : List.of(value);
            values.stream()
                    .filter(Message.class::isInstance)
                    .forEach(child -> names.addAll(fieldsSetIn((Message) child)));
        });
        return names;
    }

    /** Every field that the schema allows in the message or in one within it. */
    public static Set<String> fieldsOf(Descriptor message) {
        Set<String> names = new TreeSet<>();
        collect(message, names);
        return names;
    }

    private static void collect(Descriptor message, Set<String> names) {
        for (FieldDescriptor field : message.getFields()) {
            boolean ours = field.getFullName().startsWith("posthorn.");
            if (ours && names.add(field.getFullName()) && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                collect(field.getMessageType(), names);
            }
        }
    }
}
