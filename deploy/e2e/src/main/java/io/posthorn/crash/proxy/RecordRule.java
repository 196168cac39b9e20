// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.proxy;

/** Says which records are lost on their way to the broker. Asked once for each record. */
@FunctionalInterface
public interface RecordRule {

    boolean loses(String topic, byte[] key, byte[] value);
}
