// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.fault;

/** Where it is written down, with the time, what is done to processes. Any thread. */
@FunctionalInterface
public interface Notebook {

    void write(String line);
}
