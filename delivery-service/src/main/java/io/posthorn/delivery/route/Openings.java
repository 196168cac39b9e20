// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import io.posthorn.contracts.v1.ConnectionEvent;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.ResumeFrom;
import io.posthorn.contracts.v1.Resumption;
import io.posthorn.contracts.v1.SkipReason;
import io.posthorn.contracts.wire.CloseCode;
import io.posthorn.contracts.wire.Limits;
import io.posthorn.delivery.connection.LiveConnection;
import io.posthorn.delivery.connection.UserStream;
import io.posthorn.delivery.connection.UserStreams;
import io.posthorn.delivery.device.DeviceLimits.Admission;
import io.posthorn.delivery.device.DeviceLimits.Others;
import io.posthorn.delivery.device.Devices;
import io.posthorn.delivery.device.Resume;
import io.posthorn.delivery.pending.Waiting;
import io.posthorn.delivery.route.DeviceReceipts.Range;
import io.posthorn.delivery.state.ConnectionState;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Applies {@code connected}. Connections of one device are ordered by their place in the log: the newer one wins. Among
 * those of several devices the policy decides.
 */
final class Openings {

    private final RouterSettings settings;
    private final UserStreams streams;
    private final Waiting waiting;
    private final Rounds rounds;
    private final Sender sender;
    private final DeviceReceipts receipts;
    private final PresenceFacts presence;
    private final Forgetting forgetting;

    Openings(
            RouterSettings settings,
            UserStreams streams,
            Waiting waiting,
            Rounds rounds,
            Sender sender,
            DeviceReceipts receipts,
            PresenceFacts presence,
            Forgetting forgetting) {
        this.settings = settings;
        this.streams = streams;
        this.waiting = waiting;
        this.rounds = rounds;
        this.sender = sender;
        this.receipts = receipts;
        this.presence = presence;
        this.forgetting = forgetting;
    }

    void connected(UserStream user, ConnectionEvent event, Position reached, long at, long now) {
        LiveConnection older = user.connectionOf(event.getDevice());
        if (older != null && !older.state().getConnection().equals(event.getConnection())) {
            sender.close(older.state(), CloseCode.REPLACED, now);
        }
        if (older != null) {
            streams.close(user, older);
        }
        Admission admission = settings.devices().admit(user.state(), event.getDevice(), others(user));
        if (admission instanceof Admission.Admitted admitted) {
            admitted.replaced().forEach(device -> replace(user, device, at, now));
            admitted.forgotten().ifPresent(device -> forgetting.forget(user, device, now));
            open(user, event, reached, at, now);
        } else {
            sender.close(connection(event, at).build(), CloseCode.FORBIDDEN, now);
            if (older != null) {
                streams.save(user, Devices.seen(user.state(), event.getDevice(), at));
                presence.publish(user);
            }
        }
    }

    private Others others(UserStream user) {
        Set<String> counting = user.connections().stream()
                .filter(sender::counts)
                .map(connection -> connection.state().getDevice())
                .collect(Collectors.toSet());
        return new Others(Set.copyOf(user.connectedDevices()), counting);
    }

    /** It was there until now, and continues where it stopped. */
    private void replace(UserStream user, String device, long at, long now) {
        LiveConnection connection = user.connectionOf(device);
        if (connection != null) {
            sender.close(connection.state(), CloseCode.REPLACED, now);
            streams.close(user, connection);
            streams.save(user, Devices.seen(user.state(), device, at));
        }
    }

    /** What to tell a device that speaks on a connection which is not known here. */
    CloseCode codeOfUnknown(UserStream user, String device) {
        return settings.devices().codeOfUnknown(device, user.connectedDevices());
    }

    private void open(UserStream user, ConnectionEvent event, Position reached, long at, long now) {
        var bounds = new Resume.Bounds(user.reach(), reached, user.floor(), keptSince(now));
        Resume resume = Resume.decide(user.state(), event.getDevice(), event.getConnected(), bounds, at);
        ConnectionState.Builder state = connection(event, at);
        if (resume.before() != null) {
            passed(user, event, new Range(state.build(), resume.before(), resume.from()), now);
        }
        streams.save(user, resume.user());
        rounds.expires(user, at + settings.devices().forgottenAfter().toMillis());
        state.setResumption(resumption(user, resume));
        LiveConnection connection = streams.open(user, state.build(), now);
        presence.publish(user);
        sender.proceed(user, connection, now);
    }

    /** What the device passes by its hello it has, or does not want. */
    private void passed(UserStream user, ConnectionEvent event, Range range, long now) {
        if (event.getConnected().getResumeFrom() == ResumeFrom.RESUME_FROM_LATEST) {
            receipts.passedOver(user, range, SkipReason.SKIP_REASON_DECLINED, now);
        } else {
            receipts.delivered(user, range, now);
        }
    }

    private static ConnectionState.Builder connection(ConnectionEvent event, long at) {
        int asked = event.getConnected().getWindow();
        return ConnectionState.newBuilder()
                .setUser(event.getUser())
                .setDevice(event.getDevice())
                .setConnection(event.getConnection())
                .setGateway(event.getGateway())
                .setIncarnation(event.getIncarnation())
                .setSince(at)
                .setWindow(asked <= 0 ? Limits.WINDOW : Math.min(asked, Limits.WINDOW));
    }

    private Resumption resumption(UserStream user, Resume resume) {
        var resumption =
                Resumption.newBuilder().setRecovered(resume.recovered()).setCursor(resume.from());
        waiting.countAfter(user.user(), resume.from(), user.state().getFirstSeen(), user.end())
                .ifPresent(resumption::setPending);
        return resumption.build();
    }

    private long keptSince(long now) {
        return settings.classes()
                .shortestRetention()
                .map(retention -> now - retention.toMillis())
                .orElse(Long.MIN_VALUE);
    }
}
