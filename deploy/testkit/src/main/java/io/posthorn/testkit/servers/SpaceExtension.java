// SPDX-License-Identifier: Apache-2.0
package io.posthorn.testkit.servers;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** Gives a test class its part of a server: one for the class, its nested classes included. */
abstract class SpaceExtension<S> implements BeforeAllCallback, ParameterResolver {

    private final Class<S> type;

    SpaceExtension(Class<S> type) {
        this.type = type;
    }

    /** @param name nobody else has it */
    abstract S space(SharedServers servers, String name);

    /** The class and all that it has started are through with it. */
    void leave(S space) {}

    private record Held<S>(S space, Consumer<S> leave) implements AutoCloseable {

        @Override
        public void close() {
            leave.accept(space);
        }
    }

    @Override
    public final void beforeAll(ExtensionContext context) throws IllegalAccessException {
        S space = spaceOf(context);
        for (Field field : ReflectionSupport.findFields(
                context.getRequiredTestClass(), this::isForUs, HierarchyTraversalMode.TOP_DOWN)) {
            field.setAccessible(true);
            field.set(null, space);
        }
    }

    @Override
    public final boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == type;
    }

    @Override
    public final S resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return spaceOf(context);
    }

    private boolean isForUs(Field field) {
        return field.getType() == type && Modifier.isStatic(field.getModifiers());
    }

    @SuppressWarnings("unchecked")
    private S spaceOf(ExtensionContext context) {
        return (S) context.getStore(Namespace.create(getClass()))
                .computeIfAbsent(
                        type,
                        key -> new Held<>(
                                space(SharedServers.of(context), SpaceName.of(context.getRequiredTestClass())),
                                this::leave),
                        Held.class)
                .space();
    }
}
