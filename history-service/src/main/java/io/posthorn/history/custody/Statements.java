// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.custody;

/** Of the log, and of what is under way. */
record Statements(SelectSteps select, InsertStep insert, UpdateErrand errand) {}
