// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e.rig;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The tests talk to the whole of Posthorn, which is started once for all classes of the test JVM. A parameter of type
 * {@link Posthorn} is one test's own view of it; when the test ends, what its devices saw is checked.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(StackExtension.class)
@ResourceLock(value = StackExtension.STACK, mode = ResourceAccessMode.READ)
public @interface WholeStack {}
