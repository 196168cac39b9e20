// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.export;

/** One line of an export in NDJSON. */
public sealed interface ExportLine permits ExportRow, ExportEnd {}
