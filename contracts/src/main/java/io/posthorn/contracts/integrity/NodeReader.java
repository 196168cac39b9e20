// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.integrity;

/** Gives the hashes of complete subtrees. */
@FunctionalInterface
public interface NodeReader {

    /**
     * @param level 0 for leaves
     * @return the hash over the leaves from {@code index << level} up to before {@code (index + 1) << level}
     */
    Hash node(int level, long index);
}
