// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.proxy;

/** Says what becomes of a produce request. Asked by the threads of all connections. */
@FunctionalInterface
public interface ProduceRule {

    ProduceRule PASS = produce -> Verdict.pass();

    Verdict on(Produce produce);
}
