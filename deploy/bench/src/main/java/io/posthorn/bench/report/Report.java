// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.report;

/** What a measurement found. */
public interface Report {

    /** Whether all came about that was measured: figures of anything else mean little. */
    boolean isRight();

    /** Lines for people. */
    String table();

    /** One object on one line. */
    String json();
}
