// SPDX-License-Identifier: Apache-2.0
package io.posthorn.testkit.servers;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The test class talks to a real Cassandra, one for all classes of the test JVM. Parameters and static fields of type
 * {@link CassandraSpace} are filled; static fields before anything else, so {@code @DynamicPropertySource} may use them.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith({CassandraExtension.class, CassandraFilesExtension.class})
public @interface RealCassandra {}
