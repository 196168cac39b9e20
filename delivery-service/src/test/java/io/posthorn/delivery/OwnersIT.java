// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.contracts.topic.UserPartitioner;
import io.posthorn.contracts.v1.Connected;
import io.posthorn.contracts.v1.ConnectionEvent;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealKafka;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Two instances share the users: each answers for all of them, rightly or with 503, whatever becomes of the other. */
@RealKafka
@TestMethodOrder(MethodOrderer.Random.class)
class OwnersIT {

    private static final Duration LONG = Duration.ofSeconds(90);
    private static final int PARTITIONS = 4;

    static KafkaSpace kafka;

    @TempDir
    static Path directory;

    /** Some on each partition. */
    private static final List<String> USERS =
            IntStream.range(0, 24).mapToObj(n -> "user-" + n).toList();

    private static Tokens tokens;
    private static String admin;
    private static DeliveryProcess first;
    private static DeliveryProcess second;

    @BeforeAll
    static void start() {
        assertThat(USERS.stream()
                        .map(user -> UserPartitioner.partition(user, PARTITIONS))
                        .distinct())
                .hasSize(PARTITIONS);
        tokens = new Tokens();
        admin = "Bearer " + tokens.token("operator", "admin", "posthorn", Duration.ofHours(1));
        Topics topics = new Topics(kafka.topicPrefix(), 1, PARTITIONS, (short) 1);
        first = new DeliveryProcess("delivery-1", directory, kafka.bootstrapServers(), topics, tokens.issuer());
        second = new DeliveryProcess("delivery-2", directory, kafka.bootstrapServers(), topics, tokens.issuer());
        first.start();
        second.start();
        connectAll(topics);
        awaitDevices(first, second);
    }

    @AfterAll
    static void stop() {
        Stream.of(first, second).filter(each -> each != null).forEach(DeliveryProcess::kill);
        tokens.close();
    }

    @Test
    void eachUserIsOwnedByOneOfThem() {
        await().atMost(LONG).untilAsserted(() -> {
            assertThat(USERS)
                    .allSatisfy(user -> assertThat(Stream.of(first, second)
                                    .filter(instance ->
                                            askedByAnother(instance, user).statusCode() == 200))
                            .as("owners of " + user)
                            .hasSize(1));
            for (DeliveryProcess instance : List.of(first, second)) {
                assertThat(USERS)
                        .anyMatch(user -> askedByAnother(instance, user).statusCode() == 200);
            }
        });
    }

    @Test
    void whoIsAskedByAnotherAndDoesNotOwnTheUserAsksNobody() {
        // After the death of the other one it owns all for a while.
        HttpResponse<String> refusal = await().atMost(LONG)
                .until(
                        () -> USERS.stream()
                                .map(user -> askedByAnother(first, user))
                                .filter(answer -> answer.statusCode() != 200)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();

        assertThat(refusal.statusCode()).isEqualTo(503);
        assertThat(refusal.headers().firstValue("Retry-After")).hasValue("1");
    }

    @Test
    void aTokenThatMayNotIsRefusedByWhoeverIsAsked() {
        String another = "Bearer " + tokens.token("another", "device");

        assertThat(USERS)
                .allSatisfy(user -> assertThat(first.get(path(user), "Authorization", another)
                                .orElseThrow()
                                .statusCode())
                        .isEqualTo(403));
    }

    @Test
    void whileTheOwnerIsDeadTheAnswerIsLaterAndThenRight() {
        second.kill();

        awaitRightAnswers(first);

        second.start();
        awaitRightAnswers(first, second);
    }

    @Test
    void whileTheOwnerHangsTheAnswerIsLaterAndThenRight() {
        second.pause();
        try {
            awaitRightAnswers(first);
        } finally {
            second.resume();
        }
        awaitRightAnswers(first, second);
    }

    /** Every answer until then is right or says that it is to be asked again. */
    private static void awaitRightAnswers(DeliveryProcess... asked) {
        await().atMost(LONG)
                .until(() -> all(asked, (user, answer) -> {
                    assertThat(answer.body()).as(user).contains(device(user));
                    return true;
                }));
    }

    private static void awaitDevices(DeliveryProcess... asked) {
        await().atMost(LONG)
                .until(() -> all(asked, (user, answer) -> answer.body().contains(device(user))));
    }

    private static boolean all(DeliveryProcess[] asked, BiPredicate<String, HttpResponse<String>> isRight) {
        return Stream.of(asked)
                .allMatch(instance -> USERS.stream().allMatch(user -> isAnswered(instance, user, isRight)));
    }

    private static boolean isAnswered(
            DeliveryProcess instance, String user, BiPredicate<String, HttpResponse<String>> isRight) {
        HttpResponse<String> answer = instance.get(path(user), "Authorization", admin)
                .orElseThrow(() -> new AssertionError(instance.name() + " does not answer"));
        if (answer.statusCode() == 503) {
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
            return false;
        }
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return isRight.test(user, answer);
    }

    private static String device(String user) {
        return "phone-of-" + user + "\"";
    }

    private static void connectAll(Topics topics) {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (String user : USERS) {
                var event = ConnectionEvent.newBuilder()
                        .setUser(user)
                        .setDevice("phone-of-" + user)
                        .setConnection("c-" + user)
                        .setGateway("gateway-1")
                        .setIncarnation(1)
                        .setConnected(Connected.getDefaultInstance());
                producer.send(new ProducerRecord<>(
                        topics.name(Topic.CONNECTIONS),
                        user.getBytes(StandardCharsets.UTF_8),
                        event.build().toByteArray()));
            }
        }
    }

    private static HttpResponse<String> askedByAnother(DeliveryProcess instance, String user) {
        Optional<HttpResponse<String>> answer =
                instance.get(path(user), "Authorization", admin, "X-Posthorn-Asked-By-Another", "true");
        return answer.orElseThrow();
    }

    private static String path(String user) {
        return "/v1/users/" + user + "/devices";
    }
}
