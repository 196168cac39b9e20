// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e.rig;

import io.posthorn.local.stack.StackConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A page of the docs whose sections answer questions with commands. */
public final class CommandPage {

    private static final String SECTION = "## ";
    private static final String BEGIN = "```sh";
    private static final String END = "```";

    private final Map<String, List<String>> sections = new LinkedHashMap<>();

    private CommandPage(List<String> lines) {
        String section = "";
        StringBuilder command = null;
        for (String line : lines) {
            if (line.startsWith(SECTION) && command == null) {
                section = line.substring(SECTION.length());
                sections.put(section, new ArrayList<>());
            } else if (line.equals(BEGIN)) {
                command = new StringBuilder();
            } else if (line.equals(END) && command != null) {
                sections.computeIfAbsent(section, each -> new ArrayList<>()).add(command.toString());
                command = null;
            } else if (command != null) {
                command.append(line).append('\n');
            }
        }
    }

    /** @param name a file of {@code deploy/docs} */
    public static CommandPage named(String name) {
        Path page = StackConfig.homeOfThisBuild().resolve("deploy/docs").resolve(name);
        try {
            return new CommandPage(Files.readAllLines(page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Heading → its blocks fenced as {@code sh}, in the order of the page. */
    public Map<String, List<String>> sections() {
        return Map.copyOf(sections);
    }

    public List<String> headings() {
        return List.copyOf(sections.keySet());
    }
}
