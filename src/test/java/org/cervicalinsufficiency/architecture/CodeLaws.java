package org.cervicalinsufficiency.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.metaAnnotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static org.cervicalinsufficiency.architecture.PackageTable.in;

import ca.uhn.fhir.interceptor.api.Interceptor;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;

/** How code is written, wherever it stands. */
final class CodeLaws {

    /** Words of the field; {@code cdshooks} carries any decision support and must not know which. */
    private static final Pattern CLINICAL = Pattern.compile(
            "cervi(x|c)|cerclage|stitch|pregnan|prenatal|gestation|preterm|trimester|obstetric|progesterone|miscarr"
                    + "|fet(al|us)|uter(us|ine)",
            Pattern.CASE_INSENSITIVE);

    private static final DescribedPredicate<JavaClass> SINGLETONS =
            DescribedPredicate.describe("singletons", CodeLaws::isSingleton);

    private CodeLaws() {}

    static Stream<Law> all() {
        return Stream.of(
                Law.of(
                        "cdshooks has no clinical word in a name",
                        classes()
                                .that(in("cdshooks", "cdshooks.web", "cdshooks.ehr"))
                                .should(haveNoClinicalName()),
                        "cdshooks.PretermCard"),
                Law.of(
                        "beans and interceptors have only final fields",
                        beansAreFrozen(),
                        "security.RemembersTheLastCaller",
                        "fhirserver.CountsInAField"),
                Law.of(
                        "what a @Bean method returns has only final fields",
                        beanMethodsReturnFrozenTypes(),
                        "screening.RemembersTheLastPatient"),
                Law.of("no field is injected", NO_CLASSES_SHOULD_USE_FIELD_INJECTION, "security.IsInjectedByField"),
                Law.of(
                        "no standard streams, also not for stack traces",
                        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS,
                        "screening.Prints",
                        "screening.DumpsStackTraces"),
                Law.of("no java.util.logging", NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING, "screening.LogsByJdk"),
                Law.of(
                        "no now() without a Clock",
                        nowNeedsAClock(),
                        "screening.AsksTheMachineForTheDate",
                        "screening.AsksTheModelForTheTime"),
                Law.of("only the root makes a Clock", onlyTheRootMakesAClock(), "screening.MakesItsOwnClock"),
                Law.of("controllers are package-private", controllersAreNotPublic(), "webapp.PublicController"));
    }

    private static ArchCondition<JavaClass> haveNoClinicalName() {
        return new ArchCondition<>("have no clinical word in the name of a type, method or field") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Stream.of(
                                Stream.of(type.getSimpleName()),
                                type.getMethods().stream().map(JavaMethod::getName),
                                type.getFields().stream().map(JavaField::getName))
                        .flatMap(names -> names)
                        // A switch over an enum makes the compiler name a field after our base package.
                        .filter(name -> !name.startsWith("$SwitchMap$"))
                        .filter(name -> CLINICAL.matcher(name).find())
                        .forEach(name -> events.add(
                                SimpleConditionEvent.violated(type, "%s names %s".formatted(type.getName(), name))));
            }
        };
    }

    private static ArchRule beansAreFrozen() {
        return classes()
                .that(SINGLETONS)
                .should()
                .haveOnlyFinalFields()
                .because("a bean serves every patient and must remember none");
    }

    private static boolean isSingleton(JavaClass type) {
        return metaAnnotatedWith(Component.class)
                .or(metaAnnotatedWith(Interceptor.class))
                .test(type);
    }

    private static ArchRule beanMethodsReturnFrozenTypes() {
        return methods()
                .that()
                .areAnnotatedWith(Bean.class)
                .should(new ArchCondition<>("return types of ours with only final fields") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        method.getRawReturnType().getAllFields().stream()
                                .filter(field ->
                                        field.getOwner().getPackageName().startsWith(PackageTable.BASE))
                                .filter(field -> !field.getModifiers().contains(JavaModifier.FINAL))
                                .forEach(field ->
                                        events.add(SimpleConditionEvent.violated(field, field.getDescription())));
                    }
                });
    }

    private static ArchRule nowNeedsAClock() {
        return noClasses()
                .should()
                .accessTargetWhere(DescribedPredicate.describe("it reads the machine's time", CodeLaws::readsTheTime))
                .because("all clinical time comes from one injected Clock");
    }

    private static boolean readsTheTime(JavaAccess<?> access) {
        if (!(access.getTarget() instanceof CodeUnitAccessTarget target)) {
            return false;
        }
        String owner = target.getOwner().getName();
        boolean withoutArguments = target.getRawParameterTypes().isEmpty();
        return switch (target.getName()) {
            case "now" ->
                (owner.startsWith("java.time.") || owner.startsWith("org.hl7.fhir."))
                        && target.getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(Clock.class));
            case "withCurrentTime" -> owner.startsWith("org.hl7.fhir.") || owner.startsWith("ca.uhn.fhir.");
            case "currentTimeMillis" -> owner.equals("java.lang.System");
            case "getInstance" -> owner.equals("java.util.Calendar");
            case "<init>" -> owner.equals("java.util.Date") && withoutArguments;
            default -> false;
        };
    }

    private static ArchRule onlyTheRootMakesAClock() {
        Set<String> makers = Set.of("systemUTC", "systemDefaultZone", "system", "tickSeconds", "tickMinutes");
        return noClasses()
                .that(not(in("")))
                .should()
                .accessTargetWhere(DescribedPredicate.describe(
                        "it makes a Clock",
                        (JavaAccess<?> access) -> access.getTargetOwner().isEquivalentTo(Clock.class)
                                && makers.contains(access.getTarget().getName())));
    }

    private static ArchRule controllersAreNotPublic() {
        return classes()
                .that(metaAnnotatedWith(Controller.class).or(metaAnnotatedWith(ControllerAdvice.class)))
                .should()
                .notBePublic();
    }
}
