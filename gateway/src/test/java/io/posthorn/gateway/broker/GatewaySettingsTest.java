// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatewaySettingsTest {

    @Test
    void theNameOfAPodIsAnId() {
        assertThat(new GatewaySettings("posthorn-gateway-0").id()).isEqualTo("posthorn-gateway-0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "gateway/1", "router-1", "ü"})
    void whatCannotBePartOfATopicsNameOrIsARoutersKeyIsNot(String id) {
        assertThatThrownBy(() -> new GatewaySettings(id)).hasMessageContaining("posthorn.gateway.id is " + id);
    }
}
