// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import io.posthorn.delivery.route.Story.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Whatever happens in whatever order: a failure is the shortest story found. More of them with
 * {@code -Djqwik.tries.default=…}.
 */
class RouterPropertyTest {

    private static final Path MEMORY = Path.of("/dev/shm");

    /** The router forgets in a crash where it let the tablet begin, and lets it begin later: what lies between was sent to nobody. */
    @Example
    void aDeviceWhoseFirstConnectIsForgottenIsSentWhatCameSince() throws IOException {
        eachDeviceGetsAllInOrder(List.of(
                Event.CRASH,
                Event.MESSAGE,
                Event.MESSAGE,
                Event.MESSAGE,
                Event.PHONE_CONNECTS,
                Event.MESSAGE,
                Event.PHONE_CONNECTS,
                Event.PHONE_CONNECTS,
                Event.PHONE_CONNECTS,
                Event.PHONE_READS_FRAMES,
                Event.HISTORY_ANSWERS,
                Event.STATUS,
                Event.TABLET_CONNECTS,
                Event.MESSAGE,
                Event.MESSAGE,
                Event.PHONE_READS_FRAMES,
                Event.MESSAGE,
                Event.CRASH));
    }

    @Property
    void eachDeviceGetsAllInOrder(@ForAll("stories") List<Event> story) throws IOException {
        Path directory = Files.isWritable(MEMORY)
                ? Files.createTempDirectory(MEMORY, "posthorn-story")
                : Files.createTempDirectory("posthorn-story");
        try (Story told = new Story(directory)) {
            story.forEach(told::happens);
            told.ends();
            told.check();
        } finally {
            delete(directory);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    @Provide
    Arbitrary<List<Event>> stories() {
        return Arbitraries.frequency(Stream.of(Event.values())
                        .map(event -> Tuple.of(weight(event), event))
                        .toList())
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }

    private static int weight(Event event) {
        return switch (event) {
            case MESSAGE, PHONE_READS_FRAMES, PHONE_ACKS -> 3;
            case SHORT_MESSAGE, STATUS, BROADCAST, COMMIT, PERSISTED, HISTORY_ANSWERS, SIX_SECONDS_PASS -> 2;
            default -> 1;
        };
    }
}
