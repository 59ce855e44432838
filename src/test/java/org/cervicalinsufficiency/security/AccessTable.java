package org.cervicalinsufficiency.security;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cervicalinsufficiency.tenant.Role;

/** What reviewers wrote down: {@code src/test/resources/access}. */
public final class AccessTable {

    private static final int FIRST_ACT = 4;

    private AccessTable() {}

    /** One expectation about an act. */
    public record Cell(Set<Role> roles, boolean authoring, String scopes, String type, Act act, boolean allowed) {

        /** Who acts. */
        public Grant grant() {
            return new Grant("test", roles, Scopes.of(scopes));
        }
    }

    /** One expectation about an operation; a type of {@code *} is any, {@code -} the server. */
    public record OperationRow(String type, String name, Set<Role> roles, List<String> scopes) {}

    /** All expectations about acts. */
    public static List<Cell> cells() {
        List<String> lines = lines("interactions.tsv");
        List<Act> acts = Stream.of(lines.get(0).split("\t"))
                .skip(FIRST_ACT)
                .map(name -> Act.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_')))
                .toList();
        List<Cell> cells = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] columns = line.split("\t", -1);
            for (int index = 0; index < acts.size(); index++) {
                cells.add(new Cell(
                        roles(columns[0], "\\+"),
                        columns[1].equals("on"),
                        columns[2],
                        columns[3],
                        acts.get(index),
                        columns[FIRST_ACT + index].equals("y")));
            }
        }
        return cells;
    }

    /** All expectations about operations. */
    public static List<OperationRow> operations() {
        List<String> lines = lines("operations.tsv");
        return lines.subList(1, lines.size()).stream()
                .map(line -> line.split("\t", -1))
                .map(columns -> new OperationRow(
                        columns[0],
                        columns[1],
                        roles(columns[2], ","),
                        columns[3].isBlank() ? List.of() : List.of(columns[3].split(" "))))
                .toList();
    }

    private static Set<Role> roles(String text, String between) {
        return Stream.of(text.split(between))
                .filter(name -> !name.equals("-") && !name.equals("none"))
                .map(name -> Role.valueOf(name.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<String> lines(String file) {
        try (InputStream in = AccessTable.class.getResourceAsStream("/access/" + file)) {
            if (in == null) {
                throw new IllegalStateException("There is no file access/" + file + " on the test class path.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
