// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RejectionTest {

    /** Upstream matches on them. */
    @ParameterizedTest
    @CsvSource({
        "UNPARSEABLE, unparseable",
        "ID_MISSING, id-missing",
        "SOURCE_MISSING, source-missing",
        "BAD_ID, bad-id",
        "NO_TARGET, no-target",
        "TOO_MANY_USERS, too-many-users",
        "NO_MEMBERS, no-members",
        "TOO_MANY_MEMBERS, too-many-members",
        "CLASS_MISSING, class-missing",
        "UNKNOWN_CLASS, unknown-class",
        "TOO_LARGE, too-large",
        "BAD_TTL, bad-ttl",
        "FAILED, failed"
    })
    void hasAnIdThatStays(Rejection rejection, String id) {
        assertThat(rejection.id()).isEqualTo(id);
    }

    @Test
    void hasTheSameIdEverywhere() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            assertThat(Rejection.ID_MISSING.id()).isEqualTo("id-missing");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void costsNoStackTrace() {
        var rejected = new RejectedException(Rejection.BAD_ID, "id: too long");

        assertThat(rejected).hasMessage("id: too long").hasNoCause();
        assertThat(rejected.getStackTrace()).isEmpty();
    }
}
