package org.cervicalinsufficiency.tenant;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads the registrations of all EHRs from one YAML file. It takes the whole file or nothing, and it says everything that
 * is wrong at once, each with its line.
 */
public final class TenantFile {

    private static final List<String> KEYS = List.of("tenants", "authorization-server");
    private static final int LARGEST = 4 * 1024 * 1024;

    private final Path file;
    private final TenantRules rules;

    /** Reads this file by these rules. */
    public TenantFile(Path file, TenantRules rules) {
        this.file = file;
        this.rules = rules;
    }

    /** The same file, when it is known which guideline profiles, languages and topics of cards the artifacts have. */
    public TenantFile knowing(Collection<String> profiles, Collection<String> languages, Collection<String> topics) {
        return new TenantFile(file, rules.knowing(profiles, languages, topics));
    }

    /** Where it stands. */
    public Path path() {
        return file;
    }

    /**
     * The registrations of the file.
     *
     * @throws InvalidTenantFile if anything in it is wrong
     */
    public Tenants read() {
        return read(text());
    }

    private Tenants read(String text) {
        Findings findings = new Findings();
        Optional<Tenants> tenants = compose(text).flatMap(root -> tenants(root, findings));
        if (!findings.inOrder().isEmpty()) {
            throw new InvalidTenantFile(file.toString(), findings.inOrder());
        }
        return tenants.orElseThrow(() -> broken(1, "the file", "holds nothing", "begin it with \"tenants:\""));
    }

    private Optional<Tenants> tenants(Node root, Findings findings) {
        if (!(root instanceof MappingNode mapping)) {
            findings.add(root, "the file", "is no mapping", "begin it with \"tenants:\"");
            return Optional.empty();
        }
        Section top = new Section(mapping, "", findings);
        top.knowing(KEYS);
        Uniqueness once = new Uniqueness();
        TenantReader reader = new TenantReader(rules, once);
        List<Tenant> tenants = new ArrayList<>();
        List<Section> written = top.sections("tenants");
        written.forEach(section -> reader.read(section).ifPresent(tenants::add));
        Optional<AuthorizationServer> server = top.section("authorization-server")
                .map(section -> new AuthorizationServerReader(rules, once).read(section));
        if (written.isEmpty() && findings.inOrder().isEmpty()) {
            top.refuse("tenants", "names no tenant", "register the EHR that uses this server");
        }
        return findings.inOrder().isEmpty() ? Optional.of(new Tenants(tenants, server)) : Optional.empty();
    }

    private Optional<Node> compose(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        options.setCodePointLimit(LARGEST);
        try {
            return Optional.ofNullable(new Yaml(options).compose(new StringReader(text)));
        } catch (MarkedYAMLException broken) {
            int line = broken.getProblemMark() == null
                    ? 1
                    : broken.getProblemMark().getLine() + 1;
            throw broken(line, "the file", "is no YAML here", "mend the line: " + broken.getProblem());
        } catch (YAMLException broken) {
            throw broken(1, "the file", "cannot be read as YAML", "write no anchors, and at most 4 MiB of YAML");
        }
    }

    private String text() {
        try {
            if (Files.size(file) > LARGEST) {
                throw broken(1, "the file", "is larger than 4 MiB", "keep fewer registrations in it");
            }
            return Files.readString(file);
        } catch (CharacterCodingException foreign) {
            throw broken(1, "the file", "is not UTF-8", "save it as UTF-8");
        } catch (NoSuchFileException missing) {
            throw broken(1, "the file", "is not there", "set screening.tenants-file to the file of registrations");
        } catch (IOException unreadable) {
            throw broken(1, "the file", "cannot be read", "let the user of this process read it");
        }
    }

    private InvalidTenantFile broken(int line, String field, String problem, String remedy) {
        return new InvalidTenantFile(file.toString(), List.of(new Finding(line, field, problem, remedy)));
    }
}
