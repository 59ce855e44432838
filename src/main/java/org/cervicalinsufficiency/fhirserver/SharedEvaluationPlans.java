package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.repository.IRepository;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseBackboneElement;
import org.hl7.fhir.instance.model.api.IBaseBundle;
import org.hl7.fhir.instance.model.api.IBaseDatatype;
import org.hl7.fhir.instance.model.api.IBaseParameters;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.instance.model.api.IPrimitiveType;
import org.hl7.fhir.r4.model.Expression;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.PlanDefinition.PlanDefinitionActionComponent;
import org.hl7.fhir.r4.model.PlanDefinition.PlanDefinitionActionConditionComponent;
import org.jspecify.annotations.Nullable;
import org.opencds.cqf.fhir.cql.LibraryEngine;
import org.opencds.cqf.fhir.cr.CrSettings;
import org.opencds.cqf.fhir.cr.plandefinition.PlanDefinitionProcessor;
import org.opencds.cqf.fhir.cr.plandefinition.apply.ApplyRequest;
import org.opencds.cqf.fhir.utility.monad.Either3;
import org.opencds.cqf.fhir.utility.monad.Eithers;

/** The module's {@code PlanDefinition/$apply}; the conditions of one plan for one subject share one evaluation. */
final class SharedEvaluationPlans extends PlanDefinitionProcessor {

    private static final String CQL = "text/cql";

    SharedEvaluationPlans(IRepository repository, CrSettings settings) {
        super(repository, settings);
    }

    @Override
    @SuppressWarnings("unchecked")
    protected <C extends IPrimitiveType<String>, R extends IBaseResource> ApplyRequest buildApplyRequest(
            Either3<C, IIdType, R> planDefinition,
            String subject,
            @Nullable String encounter,
            @Nullable String practitioner,
            @Nullable String organization,
            @Nullable IBaseDatatype userType,
            @Nullable IBaseDatatype userLanguage,
            @Nullable IBaseDatatype userTaskContext,
            @Nullable IBaseDatatype setting,
            @Nullable IBaseDatatype settingContext,
            @Nullable IBaseParameters parameters,
            @Nullable IBaseBundle data,
            @Nullable List<? extends IBaseBackboneElement> prefetchData,
            LibraryEngine each) {
        PlanDefinition plan = (PlanDefinition) resolvePlanDefinition(planDefinition);
        return super.buildApplyRequest(
                Eithers.<C, IIdType, R>forRight3((R) plan),
                subject,
                encounter,
                practitioner,
                organization,
                userType,
                userLanguage,
                userTaskContext,
                setting,
                settingContext,
                parameters,
                data,
                prefetchData,
                new SharedEvaluation(each.getRepository(), each.getSettings(), conditions(plan.getAction())));
    }

    /** The defines that the actions ask for by name. */
    private static Set<String> conditions(List<PlanDefinitionActionComponent> actions) {
        return everyAction(actions)
                .flatMap(action -> action.getCondition().stream())
                .map(PlanDefinitionActionConditionComponent::getExpression)
                .filter(expression ->
                        Objects.requireNonNullElse(expression.getLanguage(), "").startsWith(CQL))
                .map(Expression::getExpression)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private static Stream<PlanDefinitionActionComponent> everyAction(List<PlanDefinitionActionComponent> actions) {
        return actions.stream().flatMap(action -> Stream.concat(Stream.of(action), everyAction(action.getAction())));
    }
}
