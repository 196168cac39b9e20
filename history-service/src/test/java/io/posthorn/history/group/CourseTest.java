// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.posthorn.history.group.Course.Depth;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class CourseTest {

    private static final Depth ALL = new Depth(Instant.MAX, 100);

    @Test
    void theChangesOfEachAreOneCourse() {
        Iterator<Course> courses =
                Course.of(changes(left("a", 2), joined("a", 1), joined("b", 1)).iterator(), ALL, true);

        Course first = courses.next();
        assertThat(first.name()).isEqualTo("a");
        assertThat(first.changes()).isEqualTo(2);
        assertThat(first.lasts()).isFalse();
        Course second = courses.next();
        assertThat(second.name()).isEqualTo("b");
        assertThat(second.lasts()).isTrue();
        assertThat(courses.hasNext()).isFalse();
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(courses::next);
    }

    @Test
    void whatCameLaterDidNotHappenYet() {
        List<Change> changes = changes(left("a", 30), joined("a", 10));

        assertThat(at(9, changes).stays()).isEmpty();
        assertThat(at(10, changes).lasts()).isTrue();
        assertThat(at(29, changes).lasts()).isTrue();
        assertThat(at(30, changes).lasts()).isFalse();
        assertThat(at(9, changes).changes()).as("looked at").isEqualTo(2);
    }

    @Test
    void ofNoChangesThereIsNone() {
        assertThat(Course.of(List.<Change>of().iterator(), ALL, true).hasNext()).isFalse();
    }

    private static Course at(int second, List<Change> changes) {
        return Course.of(changes.iterator(), new Depth(Instant.ofEpochSecond(second), 1), true)
                .next();
    }

    private static List<Change> changes(Change... changes) {
        return List.of(changes);
    }

    private static Change joined(String name, int second) {
        return new Change(name, Instant.ofEpochSecond(second), second, true);
    }

    private static Change left(String name, int second) {
        return new Change(name, Instant.ofEpochSecond(second), second, false);
    }
}
