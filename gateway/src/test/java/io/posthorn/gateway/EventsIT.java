// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway;

import static io.posthorn.gateway.rig.GatewayRecords.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.position.Cursor;
import io.posthorn.contracts.position.UserHash;
import io.posthorn.contracts.topic.UserPartitioner;
import io.posthorn.contracts.v1.ConnectionEvent;
import io.posthorn.contracts.v1.ConnectionEvent.EventCase;
import io.posthorn.contracts.v1.DisconnectCause;
import io.posthorn.contracts.v1.ResumeFrom;
import io.posthorn.gateway.rig.Device;
import io.posthorn.gateway.rig.GatewayRecords;
import io.posthorn.gateway.rig.RawSocket;
import io.posthorn.gateway.rig.RunningGateway;
import io.posthorn.gateway.rig.TestIssuer;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealKafka;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the log hears of a connection, and in which order. */
@RealKafka
class EventsIT {

    private static final String GATEWAY = "events";

    static KafkaSpace kafka;
    private static final TestIssuer issuer = new TestIssuer();
    private static RunningGateway gateway;
    private static GatewayRecords records;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.start(kafka, issuer, GATEWAY);
        records = new GatewayRecords(kafka);
    }

    @AfterAll
    static void stop() {
        records.close();
        gateway.close();
        issuer.close();
    }

    @Test
    void aWholeLife() {
        Device device = Device.open(gateway.port(), issuer.token("user-1"));
        device.say("{'type':'hello','device':'phone','window':999,'attributes':{'os':'android'}}");
        device.awaitFrames(1);
        records.resume(GATEWAY, device, 10);
        records.message(GATEWAY, device, 11, 10, "a");
        device.awaitFrames(3);
        device.say("{'type':'ack','cursor':'" + cursor(11) + "'}");
        device.say("{'type':'read','cursor':'" + cursor(11) + "'}");
        device.say("{'type':'attributes','set':{'locale':'de'},'remove':['os']}");
        device.say("{'type':'ping'}");
        device.awaitFrames(4);
        device.close();

        List<ConnectionEvent> events = records.awaitEvents(device.welcome().getConnection(), 5);
        assertThat(events)
                .allSatisfy(event -> {
                    assertThat(event.getUser()).isEqualTo("user-1");
                    assertThat(event.getDevice()).isEqualTo("phone");
                    assertThat(event.getGateway()).isEqualTo(GATEWAY);
                    assertThat(event.getIncarnation()).isEqualTo(1);
                })
                .extracting(ConnectionEvent::getEventCase)
                .startsWith(EventCase.CONNECTED)
                .endsWith(EventCase.DISCONNECTED)
                .containsExactlyInAnyOrder(
                        EventCase.CONNECTED,
                        EventCase.ACKED,
                        EventCase.READ,
                        EventCase.ATTRIBUTES_CHANGED,
                        EventCase.DISCONNECTED);
        assertThat(events.get(0).getConnected().getWindow()).isEqualTo(256);
        assertThat(events.get(0).getConnected().getAddress()).as("by default").isEmpty();
        assertThat(events.get(0).getConnected().getAttributesMap()).containsEntry("os", "android");
        assertThat(device.welcome().getWindow()).isEqualTo(256);
        assertThat(device.last().hasPong()).isTrue();
    }

    @Test
    void whereADeviceWantsToResume() {
        assertThat(resumeFrom("")).isEqualTo(ResumeFrom.RESUME_FROM_SERVER_CURSOR);
        assertThat(resumeFrom(",'resume':'earliest'")).isEqualTo(ResumeFrom.RESUME_FROM_EARLIEST);
        assertThat(resumeFrom(",'resume':'latest'")).isEqualTo(ResumeFrom.RESUME_FROM_LATEST);
        assertThat(resumeFrom(",'resume':'" + cursor(5) + "'")).isEqualTo(ResumeFrom.RESUME_FROM_CURSOR);
        assertThat(resumeFrom(",'resume':'" + Cursor.encode(at(5), UserHash.of("user-2")) + "'"))
                .isEqualTo(ResumeFrom.RESUME_FROM_UNREADABLE);
        assertThat(resumeFrom(",'resume':'😱'")).isEqualTo(ResumeFrom.RESUME_FROM_UNREADABLE);
    }

    @Test
    void aConnectionThatBreaks() {
        RawSocket socket = RawSocket.open(gateway.port(), issuer.token("user-1"));
        socket.hello();
        String welcome = socket.read().text();
        String connection = welcome.replaceAll(".*\"connection\":\"([^\"]+)\".*", "$1");
        socket.close();

        assertThat(records.awaitEvents(connection, 2).get(1).getDisconnected().getCause())
                .isEqualTo(DisconnectCause.DISCONNECT_CAUSE_BROKEN);
    }

    @Test
    void aUsersEventsAreOnTheUsersPartition() {
        Device first = Device.connect(gateway.port(), issuer.token("user-1"), "phone");
        Device second = Device.connect(gateway.port(), issuer.token("user-1"), "laptop");

        assertThat(records.partitionOf(first.welcome().getConnection()))
                .isEqualTo(records.partitionOf(second.welcome().getConnection()))
                .isEqualTo(UserPartitioner.partition("user-1", 4));
        first.close();
        second.close();
    }

    private static ResumeFrom resumeFrom(String resume) {
        Device device = Device.open(gateway.port(), issuer.token("user-1"));
        device.say("{'type':'hello','device':'phone'" + resume + "}");
        device.awaitFrames(1);
        device.close();
        return records.awaitEvents(device.welcome().getConnection(), 1)
                .get(0)
                .getConnected()
                .getResumeFrom();
    }

    private static String cursor(long offset) {
        return Cursor.encode(at(offset), UserHash.of("user-1"));
    }
}
