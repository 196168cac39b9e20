// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.running;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ThreadDeathsTest {

    private static final TopicPartition INBOX = new TopicPartition("posthorn.inbox.1", 0);

    private final CountDownLatch stopping = new CountDownLatch(1);
    private final List<Throwable> asked = new ArrayList<>();
    private final ThreadDeaths deaths = new ThreadDeaths("router", stopping, asked::add);

    static Stream<Throwable> lostPlaces() {
        return Stream.of(
                new OffsetOutOfRangeException(Map.of(INBOX, 7L)),
                new StreamsException("no valid offset", new NoOffsetForPartitionException(Set.of(INBOX))),
                new StreamsException(new StreamsException(new OffsetOutOfRangeException(Map.of(INBOX, 7L)))));
    }

    @ParameterizedTest
    @MethodSource("lostPlaces")
    void withoutAPlaceTheApplicationStops(Throwable failure) {
        assertThat(deaths.handle(failure)).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(asked).containsExactly(failure);
    }

    /** As when a table of a global thread was cut: it is read again from its beginning. */
    @ParameterizedTest
    @MethodSource("lostPlaces")
    void whereNothingIsMissingTheThreadIsReplaced(Throwable failure) {
        ThreadDeaths sound = new ThreadDeaths("router", stopping, each -> false);

        assertThat(sound.handle(failure)).isEqualTo(REPLACE_THREAD);
    }

    static Stream<Throwable> others() {
        return Stream.of(
                new IllegalStateException("a state store holds a value that cannot be read"),
                new KafkaException("gone"),
                new StreamsException("gone", new KafkaException("gone")),
                new StackOverflowError());
    }

    @ParameterizedTest
    @MethodSource("others")
    void anyOtherThreadIsReplaced(Throwable failure) {
        assertThat(deaths.handle(failure)).isEqualTo(REPLACE_THREAD);
        assertThat(asked).isEmpty();
    }

    @Test
    void whoStopsWaitsForNoSuccessor() {
        stopping.countDown();
        for (int i = 0; i < 1_000; i++) {
            assertThat(deaths.handle(new KafkaException("again"))).isEqualTo(REPLACE_THREAD);
        }
    }
}
