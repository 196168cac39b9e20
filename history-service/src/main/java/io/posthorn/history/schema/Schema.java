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

    /** Those that exist once: a {@code .cql} file each. */
    private static final List<String> TABLES = List.of(
            "slices",
            "audit_reads",
            "receipts",
            "connections",
            "connection_hours",
            "connection_ends",
            "devices",
            "device_states",
            "device_cursors",
            "group_members",
            "group_slices",
            "user_groups",
            "user_slices",
            "revocations",
            "custody",
            "errands",
            "errand_claims",
            "held_messages",
            "held_slices",
            "tree_hashes",
            "tree_leaves",
            "tree_checkpoints",
            "tree_heads",
            "tiers",
            "counts",
            "moments",
            "seals");

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

    public String tiers() {
        return settings.keyspace() + ".tiers";
    }

    public String counts() {
        return settings.keyspace() + ".counts";
    }

    public String moments() {
        return settings.keyspace() + ".moments";
    }

    /** One that exists once, of {@link #TABLES}. */
    public String table(String name) {
        return settings.keyspace() + "." + name;
    }

    public String custody() {
        return settings.keyspace() + ".custody";
    }

    public String errands() {
        return settings.keyspace() + ".errands";
    }

    public String errandClaims() {
        return settings.keyspace() + ".errand_claims";
    }

    public String heldMessages() {
        return settings.keyspace() + ".held_messages";
    }

    public String heldSlices() {
        return settings.keyspace() + ".held_slices";
    }

    public String treeHashes() {
        return settings.keyspace() + ".tree_hashes";
    }

    public String treeLeaves() {
        return settings.keyspace() + ".tree_leaves";
    }

    public String treeCheckpoints() {
        return settings.keyspace() + ".tree_checkpoints";
    }

    public String treeHeads() {
        return settings.keyspace() + ".tree_heads";
    }

    String createKeyspace() {
        return CqlTemplate.named("keyspace")
                .fill(Map.of("keyspace", settings.keyspace(), "replication", settings.replicationMap()));
    }

    /** Name without the keyspace → statement. */
    Map<String, String> createTables() {
        Map<String, String> creations = new LinkedHashMap<>();
        TABLES.forEach(table -> creations.put(table, fill(table)));
        tiers.all().forEach(tier -> creations.put(tier.table(), createMessages(tier)));
        return creations;
    }

    /** Columns of messages that tables of older versions have not: name → type. */
    Map<String, String> laterColumns() {
        return Map.of("erased_at", "timestamp");
    }

    /** Tables without the keyspace. */
    List<String> messageTables() {
        return tiers.all().stream().map(Tier::table).toList();
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
