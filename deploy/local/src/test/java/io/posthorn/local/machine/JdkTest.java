// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdkTest {

    @ParameterizedTest
    @CsvSource({"\"17.0.15\",17", "21,21", "25-ea,25", "\"25.0.1\",25"})
    void readsTheFeatureReleaseOfAVersion(String version, int feature) {
        assertThat(Jdk.feature(version)).contains(feature);
    }

    @Test
    void isNoJdkWithoutAVersion() {
        assertThat(Jdk.feature("")).isEmpty();
    }
}
