// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.cli;

import com.google.protobuf.ByteString;
import io.posthorn.contracts.notification.ContentJson;
import io.posthorn.contracts.notification.NotificationRules;
import io.posthorn.contracts.notification.RejectedException;
import io.posthorn.contracts.notification.Times;
import io.posthorn.contracts.retention.DeliveryClasses;
import io.posthorn.contracts.v1.Content;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Target;
import io.posthorn.contracts.v1.UserList;
import io.posthorn.local.upstream.Upstream;
import io.posthorn.local.upstream.Via;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "send",
        description =
                "Sends a notification, as an upstream service would, and prints its identity once it is accepted.",
        footer = {
            "%nFor example:",
            "  deploy/posthorn send --user user-1 --title Shipped --body 'Your order is on its way.'"
        })
final class SendCommand implements Callable<Integer> {

    @Mixin
    private WorkOption work = new WorkOption();

    @Option(
            names = "--user",
            paramLabel = "USER",
            required = true,
            description = "To whom; may be given several times.")
    private List<String> users = List.of();

    @Option(
            names = "--class",
            paramLabel = "CLASS",
            defaultValue = "system",
            description = "Delivery class (default: ${DEFAULT-VALUE}).")
    private String deliveryClass = "";

    @Option(names = "--title", paramLabel = "TEXT", description = "Title.")
    private String title = "";

    @Option(names = "--body", paramLabel = "TEXT", description = "Body.")
    private String body = "";

    @Option(names = "--data", paramLabel = "JSON", description = "Data for the application on the device.")
    private @Nullable String data;

    @Option(
            names = "--ttl",
            paramLabel = "DURATION",
            description = "How long it waits for a device, in ISO 8601: PT48H (default: as its class says).")
    private @Nullable String ttl;

    @Option(
            names = "--id",
            paramLabel = "ID",
            description =
                    "Together with the source its identity: the same one again is not delivered again (default: a new one).")
    private @Nullable String id;

    @Option(
            names = "--source",
            paramLabel = "NAME",
            defaultValue = "cli",
            description = "Who sends it (default: ${DEFAULT-VALUE}).")
    private String source = "";

    @Option(
            names = "--via",
            paramLabel = "WAY",
            defaultValue = "kafka",
            description = "How: kafka is JSON with CloudEvents headers, kafka-proto is Protobuf, post is the HTTP API"
                    + " (default: ${DEFAULT-VALUE}).")
    private Via via = Via.KAFKA;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many; their ids get -1 to -N (default: ${DEFAULT-VALUE}).")
    private int count;

    @Option(names = "--json", description = "One JSON object per line.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    private record Identity(String source, String id, String via) {}

    @Override
    public Integer call() throws InterruptedException {
        if (count < 1) {
            throw refused("--count must be 1 or more, not " + count);
        }
        Console console = Console.of(spec);
        List<Notification> notifications =
                NumberedIds.of(id == null ? UUID.randomUUID().toString() : id, count).stream()
                        .map(this::notification)
                        .toList();
        try (Upstream upstream = new Upstream(work.stackFile().require())) {
            for (Notification notification : notifications) {
                upstream.send(notification, via);
                console.print(line(notification));
            }
        }
        return ExitCode.OK;
    }

    /** @throws ParameterException it would be refused */
    private Notification notification(String notificationId) {
        try {
            Notification.Builder notification = Notification.newBuilder()
                    .setId(notificationId)
                    .setSource(source)
                    .setTarget(
                            Target.newBuilder().setUsers(UserList.newBuilder().addAllUsers(users)))
                    .setClassName(deliveryClass)
                    .setTitle(title)
                    .setBody(body)
                    .setSentAt(Times.of(Instant.now().truncatedTo(ChronoUnit.MILLIS)));
            if (ttl != null) {
                notification.setTtl(Times.parseDuration(ttl));
            }
            if (data != null) {
                notification.setData(
                        Content.newBuilder().setContentType(ContentJson.JSON).setValue(ByteString.copyFromUtf8(data)));
            }
            NotificationRules.check(notification.build(), DeliveryClasses.defaults());
            return notification.build();
        } catch (RejectedException | IllegalArgumentException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    private ParameterException refused(String why) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), why);
    }

    private String line(Notification sent) {
        return json
                ? JsonMapper.shared().writeValueAsString(new Identity(sent.getSource(), sent.getId(), via.toString()))
                : "%s/%s".formatted(sent.getSource(), sent.getId());
    }
}
