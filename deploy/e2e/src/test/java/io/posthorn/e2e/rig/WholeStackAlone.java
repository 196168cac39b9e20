// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e.rig;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * As {@link WholeStack}, and no other class talks to it meanwhile: for who kills something, or speaks to everyone. These classes
 * begin, one after the other, so that the others are not interrupted.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(StackExtension.class)
@Order(3)
@ResourceLock(value = StackExtension.STACK, mode = ResourceAccessMode.READ_WRITE)
public @interface WholeStackAlone {}
