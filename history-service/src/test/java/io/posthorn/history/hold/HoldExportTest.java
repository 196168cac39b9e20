// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.hold;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.posthorn.history.custody.Criteria;
import io.posthorn.history.custody.Hold;
import io.posthorn.history.custody.TestKnowledge;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HoldExportTest {

    private final TestKnowledge known = new TestKnowledge();

    @Test
    void onlyAHoldThatIsActiveIsExported() {
        assertThatThrownBy(() -> HoldExport.requireActive(hold())).hasMessageContaining("no hold of this id");

        known.place("h", new Criteria(List.of("user-1"), List.of(), List.of(), Optional.empty(), Optional.empty()));
        assertThatThrownBy(() -> HoldExport.requireActive(hold())).hasMessageContaining("is placed");

        known.gather("h");
        assertThatCode(() -> HoldExport.requireActive(hold())).doesNotThrowAnyException();

        known.release("h");
        assertThatThrownBy(() -> HoldExport.requireActive(hold())).hasMessageContaining("is released");
    }

    private Optional<Hold> hold() {
        return known.register().hold("h");
    }
}
