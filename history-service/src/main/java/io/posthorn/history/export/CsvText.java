// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.export;

/**
 * Cells as RFC 4180 has them, and such that no program of spreadsheets takes a text of somebody else for a formula: one that begins
 * like one gets an apostrophe before it, and so does one that begins with an apostrophe. To have the text back, take one away.
 */
final class CsvText {

    static final String LINE_BREAK = "\r\n";

    private static final String FORMULAS = "=+-@\t\r\n'\uFF1D\uFF0B\uFF0D\uFF20";

    private CsvText() {}

    static String cell(String text) {
        String harmless = !text.isEmpty() && FORMULAS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean plain = harmless.chars().noneMatch(each -> each == ',' || each == '"' || each == '\r' || each == '\n');
        return plain ? harmless : '"' + harmless.replace("\"", "\"\"") + '"';
    }
}
