// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.integrity;

/** All of the tables of trees. */
public record TreeStatements(
        InsertTreeHashes insertHashes, InsertTreeLeaves insertLeaves, SelectTreeHashes hashes, SelectTreeLeaf leaf) {}
