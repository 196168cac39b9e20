// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.posthorn.contracts.v1.Message;
import io.posthorn.history.custody.Criteria;
import io.posthorn.history.custody.Hold;
import io.posthorn.history.custody.TestKnowledge;
import io.posthorn.history.export.ExportStep;
import io.posthorn.history.tier.Bucket;
import io.posthorn.history.tier.Owner;
import java.util.Collections;
import java.util.Iterator;
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

    @Test
    void whatIsReleasedWhileItIsReadDoesNotEndAsIfItWereWhole() {
        activeWithOneUser();
        Iterator<ExportStep> steps = HoldExport.steps(rows(2), () -> HoldExport.requireActive(hold()));
        steps.next();

        known.release("h");

        assertThat(steps.next().owner()).isEqualTo(Owner.user("user-1"));
        assertThatThrownBy(steps::hasNext).hasMessageContaining("is released");
        assertThatThrownBy(steps::hasNext).as("asked again").hasMessageContaining("is released");
    }

    @Test
    void whatStandsToTheEndIsWhole() {
        activeWithOneUser();

        Iterator<ExportStep> steps = HoldExport.steps(rows(2), () -> HoldExport.requireActive(hold()));

        assertThat(steps).toIterable().hasSize(2);
    }

    private void activeWithOneUser() {
        known.place("h", new Criteria(List.of("user-1"), List.of(), List.of(), Optional.empty(), Optional.empty()));
        known.gather("h");
    }

    private static Iterator<HeldMessage> rows(int count) {
        HeldPlace place = new HeldPlace(Owner.user("user-1"), new Bucket(202611, 0), 1, 1);
        return Collections.nCopies(count, new HeldMessage(place, Message.getDefaultInstance()))
                .iterator();
    }

    private Optional<Hold> hold() {
        return known.register().hold("h");
    }
}
