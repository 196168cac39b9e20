// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.integrity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Content;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.MessageRecord;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Origin;
import io.posthorn.contracts.v1.ProgressMarker;
import io.posthorn.contracts.v1.RangeOutcome;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class LeafTest {

    private static final Message MESSAGE = Message.newBuilder()
            .setUser("user-1")
            .setPosition(Positions.of(1, 23, 1_800_000_000_123L))
            .setPrevOwn(Positions.of(1, 17, 1_799_999_999_000L))
            .setOrdinal(4)
            .setGroup("eng")
            .setOrigin(Origin.newBuilder().setPartition(2).setOffset(99))
            .setSalt(ByteString.copyFrom(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}))
            .setNotification(Notification.newBuilder()
                    .setId("o-17")
                    .setSource("orders")
                    .setType("t")
                    .setClassName("system")
                    .setTitle("Verschickt ✓")
                    .setBody("b")
                    .setData(Content.newBuilder()
                            .setContentType("application/json")
                            .setValue(ByteString.copyFromUtf8("{ \"a\": 1.0 }")))
                    .setTtl(Duration.newBuilder().setSeconds(172_800))
                    .setCollapseKey("k")
                    .setSentAt(Timestamp.newBuilder().setSeconds(1_800_000_000).setNanos(500_000_000)))
            .build();

    /** By hand, as the page says, so that what is written there is what is done. */
    @Test
    void isBuiltFromTheTextsThatAnExportShows() throws Exception {
        byte[] salt = MESSAGE.getSalt().toByteArray();
        Hash user = Hash.sha256(fields("posthorn.user.1".getBytes(UTF_8), salt, "user-1".getBytes(UTF_8)));
        Hash content = Hash.sha256(fields(
                bytes("posthorn.content.1"),
                salt,
                bytes("orders"),
                bytes("o-17"),
                bytes("system"),
                bytes("t"),
                bytes("Verschickt ✓"),
                bytes("b"),
                bytes("application/json"),
                bytes("{ \"a\": 1.0 }"),
                bytes("PT48H"),
                bytes("k"),
                bytes("2027-01-15T08:00:00.500Z"),
                bytes("eng"),
                bytes("4"),
                bytes("1"),
                bytes("17"),
                bytes("1799999999000"),
                bytes("2"),
                bytes("99")));
        byte[] leaf = ByteBuffer.allocate(90)
                .put((byte) 1)
                .put((byte) 1)
                .putInt(3)
                .putInt(1)
                .putLong(23)
                .putLong(1_800_000_000_123L)
                .put(user.bytes())
                .put(content.bytes())
                .array();

        assertThat(Leaf.of(3, MESSAGE).toBytes()).isEqualTo(leaf);
        assertThat(Leaf.of(3, MESSAGE).hash()).isEqualTo(Hash.sha256(new byte[1], leaf));
        // For good: a tree that stands can only be checked by who builds its leaves in the same way.
        assertThat(Leaf.of(3, MESSAGE).hash().base64()).isEqualTo("0QIDeuFDUfdnkdzVFYkhlAJzrTuFNzxioz24hNOJ7Bk=");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static byte[] fields(byte[]... values) throws Exception {
        var bytes = new ByteArrayOutputStream();
        for (byte[] each : values) {
            bytes.write(ByteBuffer.allocate(4).putInt(each.length).array());
            bytes.write(each);
        }
        return bytes.toByteArray();
    }

    @Test
    void everyFieldCounts() {
        Set<Hash> leaves = new HashSet<>();
        leaves.add(Leaf.of(3, MESSAGE).hash());
        leaves.add(Leaf.of(4, MESSAGE).hash());
        Consumer<Message.Builder> nothing = each -> {};
        int variants = 2;
        for (Consumer<Message.Builder> change : java.util.List.<Consumer<Message.Builder>>of(
                each -> each.setUser("user-2"),
                each -> each.clearUser(),
                each -> each.getPositionBuilder().setEra(2),
                each -> each.getPositionBuilder().setOffset(24),
                each -> each.getPositionBuilder().setAppendedAt(1),
                each -> each.getPrevOwnBuilder().setEra(2),
                each -> each.getPrevOwnBuilder().setOffset(18),
                each -> each.getPrevOwnBuilder().setAppendedAt(1),
                each -> each.clearPrevOwn(),
                each -> each.setOrdinal(5),
                each -> each.setGroup("ops"),
                each -> each.clearGroup(),
                each -> each.getOriginBuilder().setPartition(1),
                each -> each.getOriginBuilder().setOffset(1),
                each -> each.clearOrigin(),
                each -> each.clearSalt(),
                each -> each.getNotificationBuilder().setId("o-18"),
                each -> each.getNotificationBuilder().setSource("billing"),
                each -> each.getNotificationBuilder().setType("u"),
                each -> each.getNotificationBuilder().setClassName("chat"),
                each -> each.getNotificationBuilder().setTitle("T"),
                each -> each.getNotificationBuilder().clearBody(),
                each -> each.getNotificationBuilder().setTitle("Verschickt ✓b").clearBody(),
                each -> each.getNotificationBuilder().getDataBuilder().setContentType("text/plain"),
                each -> each.getNotificationBuilder().getDataBuilder().setValue(ByteString.copyFromUtf8("{\"a\":1.0}")),
                each -> each.getNotificationBuilder().clearData(),
                each -> each.getNotificationBuilder().clearTtl(),
                each -> each.getNotificationBuilder().getTtlBuilder().setNanos(1),
                each -> each.getNotificationBuilder().setCollapseKey("l"),
                each -> each.getNotificationBuilder().getSentAtBuilder().setNanos(1),
                each -> each.getNotificationBuilder().clearSentAt())) {
            Message.Builder changed = MESSAGE.toBuilder();
            change.andThen(nothing).accept(changed);
            leaves.add(Leaf.of(3, changed.build()).hash());
            variants++;
        }
        assertThat(leaves).hasSize(variants);
    }

    @Test
    void whatIsNotThereIsTheSameHoweverItIsSaid() {
        Message first = MESSAGE.toBuilder().clearPrevOwn().build();
        Message saysSo = MESSAGE.toBuilder().setPrevOwn(Positions.START).build();
        Message noTime = MESSAGE.toBuilder()
                .setNotification(MESSAGE.getNotification().toBuilder().clearSentAt())
                .build();
        Message impossible = MESSAGE.toBuilder()
                .setNotification(MESSAGE.getNotification().toBuilder()
                        .setSentAt(Timestamp.newBuilder().setSeconds(Long.MAX_VALUE)))
                .build();

        assertThat(Leaf.of(3, saysSo)).isEqualTo(Leaf.of(3, first));
        assertThat(Leaf.of(3, impossible)).isEqualTo(Leaf.of(3, noTime));
    }

    @Test
    void isReadBackAndNothingElseIs() {
        Leaf leaf = Leaf.of(3, MESSAGE);
        byte[] bytes = leaf.toBytes();
        byte[] laterVersion = bytes.clone();
        laterVersion[0] = 2;
        byte[] otherKind = bytes.clone();
        otherKind[1] = 9;

        assertThat(Leaf.parse(bytes)).contains(leaf);
        assertThat(Leaf.parse(laterVersion)).isEmpty();
        assertThat(Leaf.parse(otherKind)).isEmpty();
        assertThat(Leaf.parse(new byte[89])).isEmpty();
        assertThat(Leaf.parse(new byte[0])).isEmpty();
    }

    @Test
    void everyMessageOfTheLogHasOneAndSoHasWhatCannotBeRead() {
        byte[] key = bytes("user-1");

        assertThat(Leaf.ofRecord(
                        3,
                        7,
                        8,
                        key,
                        MessageRecord.newBuilder().setMessage(MESSAGE).build().toByteArray()))
                .contains(Leaf.of(3, MESSAGE));
        assertThat(Leaf.ofRecord(3, 7, 8, key, bytes("garbage")).orElseThrow())
                .isEqualTo(new Leaf(
                        Leaf.Kind.UNREADABLE,
                        3,
                        0,
                        7,
                        8,
                        Hash.ZERO,
                        new Fields("posthorn.record.1")
                                .add(key)
                                .add(bytes("garbage"))
                                .hash()));
        assertThat(Leaf.ofRecord(3, 7, 8, key, new byte[0]).orElseThrow().kind())
                .isEqualTo(Leaf.Kind.UNREADABLE);
        assertThat(Leaf.ofRecord(3, 7, 8, key, null).orElseThrow().contentCommitment())
                .isNotEqualTo(
                        Leaf.ofRecord(3, 7, 8, key, new byte[0]).orElseThrow().contentCommitment());
        assertThat(Leaf.ofRecord(3, 7, 8, null, null)).isPresent();
    }

    @Test
    void markersAndOutcomesHaveNone() {
        var marker = MessageRecord.newBuilder().setProgress(ProgressMarker.getDefaultInstance());
        var outcome = MessageRecord.newBuilder().setOutcome(RangeOutcome.getDefaultInstance());

        assertThat(Leaf.ofRecord(3, 7, 8, null, marker.build().toByteArray())).isEmpty();
        assertThat(Leaf.ofRecord(3, 7, 8, null, outcome.build().toByteArray())).isEmpty();
    }
}
