// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MachineTest {

    @Test
    void the_load_is_that_of_the_last_minute() {
        assertThat(Machine.load("2.63 2.18 1.88 1/96 18745\n")).isEqualTo(2.63);
    }

    @Test
    void the_processor_is_named_where_the_kernel_names_it() {
        assertThat(Machine.processor("processor\t: 0\nmodel name\t: Some CPU @ 2.70GHz\ncpu MHz\t: 2699.998\n"
                        + "processor\t: 1\nmodel name\t: Some CPU @ 2.70GHz\n"))
                .isEqualTo("Some CPU @ 2.70GHz");
        assertThat(Machine.processor("processor\t: 0\nBogoMIPS\t: 243.75\n")).isEqualTo("unknown");
    }
}
