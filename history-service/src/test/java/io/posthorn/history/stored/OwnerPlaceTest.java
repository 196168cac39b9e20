// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.stored;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.history.tier.Owner;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnerPlaceTest {

    @ParameterizedTest
    @CsvSource({"a,b,true", "a,a,false", "b,a,false", "a,aa,true", "z,ü,true", "ü,z,false"})
    void ofTwoWithOneTokenTheBytesDecide(String one, String other, boolean isBefore) {
        assertThat(new OwnerPlace(7, Owner.user(one)).isBefore(Owner.user(other)))
                .isEqualTo(isBefore);
    }
}
