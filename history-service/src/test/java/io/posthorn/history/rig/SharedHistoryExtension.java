// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.rig;

import io.posthorn.testkit.servers.CassandraSpace;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.SharedSpaces;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** Fills the static fields of a test class with the parts of the run that it shares. */
final class SharedHistoryExtension implements BeforeAllCallback {

    @Override
    public void beforeAll(ExtensionContext context) throws IllegalAccessException {
        Class<?> test = context.getRequiredTestClass();
        SharedHistory.Setup setup = AnnotationSupport.findAnnotation(test, SharedHistory.class)
                .orElseThrow()
                .value();
        for (Object part : run(context, setup).parts()) {
            for (Field field :
                    ReflectionSupport.findFields(test, each -> isFor(part, each), HierarchyTraversalMode.TOP_DOWN)) {
                field.setAccessible(true);
                field.set(null, part);
            }
        }
    }

    private static boolean isFor(Object part, Field field) {
        return Modifier.isStatic(field.getModifiers())
                && field.getType() != Object.class
                && field.getType().isInstance(part);
    }

    /** Servers first, as JUnit closes last what it got first. */
    private static SharedRun run(ExtensionContext context, SharedHistory.Setup setup) {
        KafkaSpace kafka = SharedSpaces.kafka(context, "shared_" + setup);
        CassandraSpace cassandra = SharedSpaces.cassandra(context, "shared_" + setup);
        return context.getRoot()
                .getStore(Namespace.create(SharedHistoryExtension.class))
                .computeIfAbsent(
                        setup,
                        key -> SharedRun.start(kafka, cassandra, SharedSpaces.cassandraFiles(context), setup),
                        SharedRun.class);
    }
}
