// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.custody;

/**
 * How far something under way has come.
 *
 * @param reached in the words of what is under way; empty at the beginning
 */
public record Progress(String reached, long messages) {

    public static final Progress NONE = new Progress("", 0);
}
