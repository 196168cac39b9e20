// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.checkpoint;

/** All of the tables of checkpoints. */
record CheckpointStatements(InsertCheckpoint insert, SelectCheckpoints select) {}
