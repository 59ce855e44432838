package org.cervicalinsufficiency.questionnaire;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;

/** One version of a Questionnaire, ready to check responses against. Immutable as long as nobody changes its source. */
public final class FormDefinition {

    private final String canonical;
    private final Map<String, FormItem> items = new LinkedHashMap<>();
    private final FormTree tree;

    private FormDefinition(Questionnaire form, AnswerCodes codes, FormPaths paths) {
        this.canonical = form.getUrl() + "|" + form.getVersion();
        this.tree = new FormTree(form);
        form.getItem().forEach(item -> read(item, Optional.empty(), codes, paths));
    }

    /**
     * Reads a Questionnaire.
     *
     * @param form a Questionnaire with url and version
     * @param maps ConceptMaps from local answer codes to public ones: any code they make equivalent to an option is
     *     accepted for it
     * @param paths evaluates the constraints
     * @throws IllegalStateException if a constraint cannot be read
     */
    public static FormDefinition of(Questionnaire form, List<ConceptMap> maps, FormPaths paths) {
        return new FormDefinition(form, new AnswerCodes(maps), paths);
    }

    private void read(QuestionnaireItemComponent item, Optional<FormItem> parent, AnswerCodes codes, FormPaths paths) {
        FormItem read = new FormItem(
                item, parent, items.size(), new AnswerOptions(item, codes), FormConstraint.of(item, paths));
        items.put(item.getLinkId(), read);
        item.getItem().forEach(child -> read(child, Optional.of(read), codes, paths));
    }

    /** {@code url|version}. */
    public String canonical() {
        return canonical;
    }

    FormTree tree() {
        return tree;
    }

    Optional<FormItem> item(String linkId) {
        return Optional.ofNullable(items.get(linkId));
    }

    Collection<FormItem> items() {
        return items.values();
    }
}
