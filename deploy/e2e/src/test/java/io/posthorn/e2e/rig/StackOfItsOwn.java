// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e.rig;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The class starts all processes for itself: beside those of {@link WholeStack}, one such class after the other. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ResourceLock(value = "another stack", mode = ResourceAccessMode.READ_WRITE)
public @interface StackOfItsOwn {}
