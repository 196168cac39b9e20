// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.posthorn.contracts.retention.DeliveryClasses;
import io.posthorn.history.tier.Tiers;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaTest {

    private static final Tiers TIERS = new Tiers(DeliveryClasses.defaults());

    @Test
    void hasATableForEachTierAndThoseOfAllTiers() {
        assertThat(schema(Map.of()).createTables())
                .containsOnlyKeys(
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
                        "seals",
                        "messages_7d",
                        "messages_15d",
                        "messages_90d",
                        "messages_365d",
                        "messages_forever");
    }

    @Test
    void aTableLivesAsLongAsItsTier() {
        Map<String, String> tables = schema(Map.of()).createTables();

        assertThat(tables.get("messages_7d"))
                .contains("CREATE TABLE IF NOT EXISTS posthorn.messages_7d (")
                .contains("'compaction_window_unit': 'HOURS'")
                .contains("'compaction_window_size': '7'")
                .contains("default_time_to_live = 604800");
        assertThat(tables.get("messages_forever")).contains("default_time_to_live = 0");
    }

    /** What expires is dropped a file at a time, so nothing may carry old rows into new files. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "messages_7d",
                "messages_forever",
                "receipts",
                "connections",
                "connection_hours",
                "connection_ends",
                "devices",
                "device_states",
                "device_cursors",
                "revocations"
            })
    void filesOfWhatExpiresHoldRowsOfOneTime(String table) {
        assertThat(schema(Map.of()).createTables().get(table))
                .contains("'class': 'TimeWindowCompactionStrategy'")
                .contains("'compaction_window_size'")
                .contains("gc_grace_seconds = 86400")
                .contains("read_repair = 'NONE'");
    }

    /** They outlive the messages of which they tell. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "counts",
                "custody",
                "held_messages",
                "held_slices",
                "tree_hashes",
                "tree_leaves",
                "tree_checkpoints",
                "tree_heads",
                "group_members",
                "user_groups",
                "audit_reads",
                "slices"
            })
    void whatIsKeptWithoutEndHasNoTimeToLive(String table) {
        assertThat(schema(Map.of()).createTables().get(table)).doesNotContain("default_time_to_live");
    }

    @Test
    void replicatesOnceUnlessDatacentersAreNamed() {
        assertThat(schema(Map.of()).createKeyspace())
                .contains("posthorn WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}");
        assertThat(schema(Map.of("west", 3, "east", 2)).createKeyspace())
                .contains("{'class': 'NetworkTopologyStrategy', 'east': 2, 'west': 3}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Posthorn", "1st", "post-horn", "p; DROP KEYSPACE q"})
    void refusesKeyspacesThatNeedQuotes(String keyspace) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SchemaSettings(keyspace, 1, Map.of()))
                .withMessageContaining("posthorn.history.keyspace is " + keyspace);
    }

    @Test
    void refusesReplicationThatKeepsNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SchemaSettings("posthorn", 0, Map.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new SchemaSettings("posthorn", 1, Map.of("east", 0)));
        assertThatIllegalArgumentException().isThrownBy(() -> new SchemaSettings("posthorn", 1, Map.of("e'", 1)));
    }

    @Test
    void aTemplateNeedsAValueForEachPlace() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CqlTemplate("SELECT ${what}").fill(Map.of()))
                .withMessageContaining("${what}");
        assertThat(new CqlTemplate("${a}").fill(Map.of("a", "$1"))).isEqualTo("$1");
        assertThatIllegalStateException().isThrownBy(() -> CqlTemplate.named("nothing"));
    }

    private static Schema schema(Map<String, Integer> replication) {
        return new Schema(new SchemaSettings("posthorn", 1, replication), TIERS);
    }
}
