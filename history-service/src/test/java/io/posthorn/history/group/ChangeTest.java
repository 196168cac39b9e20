// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.history.group.Change.Course;
import io.posthorn.history.group.Change.Stay;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class ChangeTest {

    private static final boolean JOINED = true;
    private static final boolean LEFT = false;

    @Test
    void aMemberIsOneFromJoiningToLeaving() {
        Course course = course(change(30, LEFT), change(10, JOINED));

        assertThat(course.at(second(9))).isEmpty();
        assertThat(course.at(second(10))).contains(new Stay(second(10), Optional.of(second(30))));
        assertThat(course.at(second(29))).isPresent();
        assertThat(course.at(second(30))).isEmpty();
        assertThat(course.lasts()).isFalse();
    }

    @Test
    void whoJoinsAgainStaysSinceTheFirstTime() {
        Course course = course(change(30, JOINED), change(10, JOINED));

        assertThat(course.stays()).containsExactly(new Stay(second(10), Optional.empty()));
        assertThat(course.lasts()).isTrue();
    }

    @Test
    void whoLeavesWithoutHavingJoinedWasNotThere() {
        Course course = course(change(30, LEFT), change(10, LEFT));

        assertThat(course.stays()).isEmpty();
        assertThat(course.at(second(20))).isEmpty();
    }

    @Test
    void staysAreNewestFirst() {
        Course course = course(change(40, JOINED), change(30, LEFT), change(10, JOINED));

        assertThat(course.stays())
                .containsExactly(new Stay(second(40), Optional.empty()), new Stay(second(10), Optional.of(second(30))));
    }

    @Test
    void theChangesOfEachAreOneCourse() {
        var courses = Change.courses(List.of(
                        new Change("a", second(2), LEFT),
                        new Change("a", second(1), JOINED),
                        new Change("b", second(1), JOINED))
                .iterator());

        assertThat(courses.next().changes()).hasSize(2);
        assertThat(courses.next().whose()).isEqualTo("b");
        assertThat(courses.hasNext()).isFalse();
        Assertions.assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(courses::next);
    }

    private static Course course(Change... newestFirst) {
        return new Course("user-1", List.of(newestFirst));
    }

    private static Change change(int second, boolean member) {
        return new Change("user-1", second(second), member);
    }

    private static Instant second(int second) {
        return Instant.ofEpochSecond(second);
    }
}
