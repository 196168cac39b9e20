// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.notification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceiptKeyTest {

    /** Upstream joins by it. */
    @ParameterizedTest
    @CsvSource({
        "orders, o-17, orders/o-17",
        "a/b, c, a%2Fb/c",
        "a, b/c, a/b%2Fc",
        "https://orders.example, ö, https%3A%2F%2Forders.example/%C3%B6",
        "'', '', /"
    })
    void isSourceAndIdEachEncoded(String source, String id, String key) {
        assertThat(ReceiptKey.of(source, id)).asString().isEqualTo(key);
    }
}
