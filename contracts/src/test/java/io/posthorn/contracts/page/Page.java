// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A page of the documentation, with tables between {@code <!-- table: name -->} and {@code <!-- end -->}. */
record Page(String name, String text) {

    static Page of(String name) {
        Path file = Path.of(System.getProperty("basedir", "."), "..", "deploy", "docs", name);
        try {
            return new Page(name, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("deploy/docs/" + name + " cannot be read", e);
        }
    }

    /** The lines of a table, head included. */
    String table(String table) {
        String start = "<!-- table: " + table + " -->\n";
        int from = text.indexOf(start);
        int to = text.indexOf("<!-- end -->", from);
        if (from < 0 || to < 0) {
            throw new AssertionError("deploy/docs/" + name + " has no " + start.strip() + " … <!-- end -->");
        }
        return text.substring(from + start.length(), to).strip();
    }

    /** The cells of a table's rows, without its head. */
    List<List<String>> rows(String table) {
        return rowsOf(table(table));
    }

    static List<List<String>> rowsOf(String table) {
        return table.lines()
                .filter(line -> line.startsWith("|"))
                .skip(2)
                .map(line -> Arrays.stream(line.substring(1, line.length() - 1).split("\\|", -1))
                        .map(String::strip)
                        .toList())
                .toList();
    }

    /** For a test that fails. */
    String paste(String table, String generated) {
        return "deploy/docs/%s is behind the code. Put this between <!-- table: %s --> and <!-- end -->:%n%n%s%n%n"
                .formatted(name, table, generated);
    }
}
