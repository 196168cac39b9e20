// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.schema;

import io.posthorn.history.tier.Tier;
import io.posthorn.history.tier.Tiers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names of the tables, and the CQL that creates them. */
public final class Schema {

    private static final List<String> PEOPLE = List.of(
            "connections",
            "connection_hours",
            "connection_ends",
            "devices",
            "device_states",
            "device_cursors",
            "group_members",
            "user_groups",
            "revocations");

    private final SchemaSettings settings;
    private final Tiers tiers;

    public Schema(SchemaSettings settings, Tiers tiers) {
        this.settings = settings;
        this.tiers = tiers;
    }

    public String keyspace() {
        return settings.keyspace();
    }

    public String messages(Tier tier) {
        return settings.keyspace() + "." + tier.table();
    }

    public String slices() {
        return settings.keyspace() + ".slices";
    }

    public String receipts() {
        return settings.keyspace() + ".receipts";
    }

    public String auditReads() {
        return settings.keyspace() + ".audit_reads";
    }

    /** One that exists once, of {@link #PEOPLE}. */
    public String table(String name) {
        return settings.keyspace() + "." + name;
    }

    String createKeyspace() {
        return CqlTemplate.named("keyspace")
                .fill(Map.of("keyspace", settings.keyspace(), "replication", settings.replicationMap()));
    }

    /** Name without the keyspace → statement. */
    Map<String, String> createTables() {
        Map<String, String> creations = new LinkedHashMap<>();
        creations.put("slices", fill("slices"));
        creations.put("audit_reads", fill("audit_reads"));
        creations.put("receipts", fill("receipts"));
        PEOPLE.forEach(table -> creations.put(table, fill(table)));
        tiers.all().forEach(tier -> creations.put(tier.table(), createMessages(tier)));
        return creations;
    }

    private String fill(String name) {
        return CqlTemplate.named(name).fill(Map.of("keyspace", settings.keyspace()));
    }

    private String createMessages(Tier tier) {
        Duration retention = tier.retention();
        Window window = Window.of(tier);
        return CqlTemplate.named("messages")
                .fill(Map.of(
                        "keyspace",
                        settings.keyspace(),
                        "table",
                        tier.table(),
                        "tier",
                        tier.name(),
                        "window_unit",
                        window.unit(),
                        "window_size",
                        Long.toString(window.size()),
                        "time_to_live",
                        retention == null ? "0" : Long.toString(retention.toSeconds())));
    }
}
