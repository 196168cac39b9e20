// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.rig;

import io.posthorn.contracts.retention.DeliveryClass;
import io.posthorn.contracts.retention.DeliveryClasses;
import io.posthorn.contracts.retention.ReceiptLevel;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The test class uses a running service that others use too, each for users of its own. They run one after the other, so each
 * may count what happens. Static fields are filled: the service, its log, its store and whatever else {@link SharedRun} has.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SharedHistoryExtension.class)
@Execution(ExecutionMode.SAME_THREAD)
public @interface SharedHistory {

    Setup value() default Setup.PLAIN;

    enum Setup {
        /** As it comes. Places of messages are made up. */
        PLAIN,
        /** Holds and erasures are quick. Every message has its place in the inbox, as an erasure looks how far that has come. */
        CUSTODY(
                "posthorn.history.custody.refresh=100ms",
                "posthorn.history.custody.knowledge=1s",
                "posthorn.history.custody.claim=2s");

        private final List<String> settings;

        Setup(String... settings) {
            this.settings = List.of(settings);
        }

        /** With the classes that there always are, and two whose messages soon expire. */
        List<String> properties() {
            List<String> properties = new ArrayList<>(settings);
            List<DeliveryClass> classes = Stream.concat(
                            DeliveryClasses.defaults().all().stream(), Stream.of(kept("brief", 9), kept("blink", 15)))
                    .toList();
            for (int i = 0; i < classes.size(); i++) {
                properties.addAll(properties("posthorn.classes[%d].".formatted(i), classes.get(i)));
            }
            return properties;
        }

        private static DeliveryClass kept(String name, long seconds) {
            return new DeliveryClass(name, Duration.ofSeconds(seconds), null, ReceiptLevel.ALL, false);
        }

        private static List<String> properties(String begin, DeliveryClass each) {
            List<String> properties = new ArrayList<>(List.of(
                    begin + "name=" + each.name(),
                    begin + "receipts=" + each.receipts(),
                    begin + "critical=" + each.critical()));
            if (each.retention() != null) {
                properties.add(begin + "retention=" + each.retention());
            }
            return properties;
        }
    }
}
