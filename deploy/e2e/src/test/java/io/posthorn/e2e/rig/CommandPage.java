// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e.rig;

import io.posthorn.local.stack.StackConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A page of the docs with commands, each followed by what it answers or not. */
public final class CommandPage {

    private static final String SECTION = "## ";
    private static final String COMMAND = "```sh";
    private static final String ANSWER = "```json";
    private static final String END = "```";
    private static final Pattern FIELD = Pattern.compile("\"([A-Za-z]+)\":");

    private final Map<String, List<Command>> sections = new LinkedHashMap<>();

    /**
     * A block fenced as {@code sh}.
     *
     * @param answer the block fenced as {@code json} that follows it in its section; empty: there is none
     */
    public record Command(String text, String answer) {

        /** The fields that the page shows of the answer. */
        public Set<String> fields() {
            Set<String> names = new TreeSet<>();
            FIELD.matcher(answer).results().map(MatchResult::group).forEach(names::add);
            return names;
        }
    }

    private CommandPage(List<String> lines) {
        List<Command> section = new ArrayList<>();
        sections.put("", section);
        String fence = "";
        StringBuilder block = new StringBuilder();
        for (String line : lines) {
            if (fence.isEmpty() && line.startsWith(SECTION)) {
                section = new ArrayList<>();
                sections.put(line.substring(SECTION.length()), section);
            } else if (fence.isEmpty() && line.startsWith(END)) {
                fence = line;
                block.setLength(0);
            } else if (line.equals(END)) {
                add(section, fence, block.toString());
                fence = "";
            } else {
                block.append(line).append('\n');
            }
        }
    }

    private static void add(List<Command> section, String fence, String block) {
        int last = section.size() - 1;
        if (fence.equals(COMMAND)) {
            section.add(new Command(block, ""));
        } else if (fence.equals(ANSWER) && last >= 0) {
            section.set(last, new Command(section.get(last).text(), block));
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

    /** From the first to the last. */
    public List<Command> commands() {
        return sections.values().stream().flatMap(Collection::stream).toList();
    }

    public List<Command> commandsOf(String heading) {
        return List.copyOf(sections.get(heading));
    }

    public List<String> headings() {
        return sections.keySet().stream().filter(each -> !each.isEmpty()).toList();
    }
}
