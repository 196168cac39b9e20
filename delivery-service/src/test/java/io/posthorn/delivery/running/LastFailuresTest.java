// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.running;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LastFailuresTest {

    private final LastFailures failures = new LastFailures();

    @Test
    void theSameReasonIsNewOnce() {
        assertThat(failures.isNew("router", "no coordinator")).isTrue();
        assertThat(failures.isNew("router", "no coordinator")).isFalse();
        assertThat(failures.isNew("router", "no answer")).isTrue();
        assertThat(failures.isNew("router", "no coordinator")).isTrue();
    }

    @Test
    void eachApplicationHasItsOwn() {
        failures.isNew("router", "no coordinator");

        assertThat(failures.isNew("fanout", "no coordinator")).isTrue();
        failures.forget("fanout");
        assertThat(failures.isNew("router", "no coordinator")).isFalse();
    }

    @Test
    void afterASuccessItIsNewAgain() {
        failures.isNew("router", "no coordinator");
        failures.forget("router");

        assertThat(failures.isNew("router", "no coordinator")).isTrue();
    }
}
