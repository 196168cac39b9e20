// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.gateway.limit.Limit;
import java.io.IOException;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/** The page of limits says what the code does. */
class LimitsPageTest {

    private static final List<String> ALL_LISTED = List.of("posthorn.gateway.limits.", "posthorn.gateway.newcomers.");

    private final List<List<String>> limits = rows("| Limit |");

    @Test
    void saysTheDefaults() throws Exception {
        Map<String, String> defaults = defaults();
        for (List<String> row : limits) {
            String property = code(row.get(1));
            if (row.get(1).startsWith("`")) {
                assertThat(defaults).containsEntry(property, code(row.get(2)));
            }
        }
    }

    @Test
    void leavesNoLimitOut() throws Exception {
        List<String> listed = limits.stream().map(row -> code(row.get(1))).toList();

        assertThat(listed)
                .containsAll(defaults().keySet().stream()
                        .filter(name -> ALL_LISTED.stream().anyMatch(name::startsWith))
                        .toList());
        assertThat(limits.stream().map(row -> code(row.get(4))).filter(name -> !name.isEmpty()))
                .containsAll(Arrays.stream(Limit.values()).map(Limit::title).toList())
                .isSubsetOf(
                        Arrays.stream(Limit.values()).map(Limit::title).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void saysTheStatuses() {
        for (Limit limit : Limit.values()) {
            if (limit.status() != 0) {
                assertThat(limits)
                        .filteredOn(row -> code(row.get(4)).equals(limit.title()))
                        .allSatisfy(row -> assertThat(row.get(3)).startsWith(limit.status() + ","));
            }
        }
    }

    /** Of all records of properties, and what the configuration in the jar sets besides. */
    private static Map<String, String> defaults() throws Exception {
        Map<String, String> defaults = new LinkedHashMap<>();
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        for (var found : scanner.findCandidateComponents("io.posthorn.gateway")) {
            Class<?> settings = Class.forName(found.getBeanClassName());
            String prefix =
                    settings.getAnnotation(ConfigurationProperties.class).value();
            for (Parameter parameter : settings.getDeclaredConstructors()[0].getParameters()) {
                DefaultValue value = parameter.getAnnotation(DefaultValue.class);
                if (value != null && value.value().length == 1) {
                    defaults.put(prefix + "." + dashed(parameter.getName()), value.value()[0]);
                }
            }
        }
        new YamlPropertySourceLoader()
                .load("jar", new ClassPathResource("application.yml"))
                .forEach(source -> ((Map<?, ?>) source.getSource())
                        .forEach((name, value) -> defaults.put(name.toString(), value.toString())));
        return defaults;
    }

    private static String dashed(String name) {
        return ConfigurationPropertyName.adapt(name.replaceAll("([A-Z])", "-$1").toLowerCase(), '.')
                .toString();
    }

    private static String code(String cell) {
        return cell.replace("`", "");
    }

    /** Of the table that begins like this. */
    private static List<List<String>> rows(String head) {
        String page;
        try {
            page = Files.readString(Path.of("..", "deploy", "docs", "limits.md"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        String table = page.substring(page.indexOf(head)).split("\n\n")[0];
        return table.lines()
                .skip(2)
                .map(line -> Arrays.stream(line.substring(1).split("\\|", -1))
                        .map(String::trim)
                        .toList())
                .toList();
    }
}
