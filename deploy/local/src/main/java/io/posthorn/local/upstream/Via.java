// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.upstream;

/** How a notification comes to Posthorn. */
public enum Via {
    /** JSON with CloudEvents headers. */
    KAFKA("kafka", "Kafka, JSON"),
    KAFKA_PROTO("kafka-proto", "Kafka, Protobuf"),
    POST("post", "POST");

    private final String option;
    private final String title;

    Via(String option, String title) {
        this.option = option;
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** As on a command line. */
    @Override
    public String toString() {
        return option;
    }
}
