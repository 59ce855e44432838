package org.cervicalinsufficiency.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Expression;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.PlanDefinition.PlanDefinitionActionComponent;

/** The conditions of the plans, at every depth. */
final class PlanConditions {

    private static final String CQL = "text/cql";

    private PlanConditions() {}

    /** Every expression of a plan: conditions and dynamic values of actions and suggestions. */
    static List<Expression> of(PlanDefinition plan) {
        List<Expression> expressions = new ArrayList<>();
        plan.getAction().forEach(action -> collect(action, expressions));
        return expressions;
    }

    /** The defines that the plans of the set ask for, by name. */
    static Set<String> defines() {
        Set<String> defines = new TreeSet<>();
        ArtifactSet.all(PlanDefinition.class)
                .forEach(plan -> of(plan).stream()
                        .filter(expression -> CQL.equals(expression.getLanguage()))
                        .forEach(expression -> defines.add(expression.getExpression())));
        return defines;
    }

    /** Whether R4, CQL and HAPI all read it as the name of one define of the plan's library. */
    static boolean isPinnedDefine(Expression expression, PlanDefinition plan) {
        return CQL.equals(expression.getLanguage())
                && expression.getExpression().matches("[A-Z][A-Za-z]*")
                && plan.getLibrary().size() == 1
                && plan.getLibrary().get(0).getValue().equals(expression.getReference());
    }

    private static void collect(PlanDefinitionActionComponent action, List<Expression> expressions) {
        action.getCondition().forEach(condition -> expressions.add(condition.getExpression()));
        action.getDynamicValue().forEach(value -> expressions.add(value.getExpression()));
        action.getAction().forEach(child -> collect(child, expressions));
    }
}
