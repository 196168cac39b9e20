// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PublisherPropertiesTest {

    private static final String PREFIX = "posthorn.delivery.publishers";

    @Test
    void byDefaultTheScopeAloneGrantsAll() {
        PublisherProperties properties = bind(Map.of());

        assertThat(properties.claim()).isEqualTo("posthorn_publish");
        assertThat(properties.granted().grant()).isEqualTo(new Grant(Names.ALL, Names.ALL, Names.ALL, 1_000));
    }

    @Test
    void emptyListsGrantNothing() {
        PublisherProperties properties = bind(Map.of(PREFIX + ".granted.sources", ""));

        assertThat(properties.granted().grant().sources()).isEqualTo(new Names(List.of()));
    }

    @Test
    void itCanBeNarrower() {
        PublisherProperties properties = bind(Map.of(
                PREFIX + ".granted.sources", "orders,shop.*",
                PREFIX + ".granted.targets", "users",
                PREFIX + ".granted.rate", "2.5"));

        assertThat(properties.granted().grant())
                .isEqualTo(
                        new Grant(new Names(List.of("orders", "shop.*")), Names.ALL, new Names(List.of("users")), 2.5));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            claim           | ' '
            remembered      | 0
            remembered      | 1000001
            granted.targets | persons
            granted.sources | *orders
            granted.classes | sys*tem
            granted.rate    | 0
            granted.rate    | 100001
            """)
    void whatIsNotAllowedIsNamedWithTheRule(String name, String value) {
        assertThatThrownBy(() -> bind(Map.of(PREFIX + "." + name, value)))
                .rootCause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("allowed");
    }

    private static PublisherProperties bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values)).bindOrCreate(PREFIX, PublisherProperties.class);
    }
}
