package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.model.DaoMethodOutcome;
import ca.uhn.fhir.jpa.dao.JpaResourceDao;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.storage.TransactionDetails;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import org.cervicalinsufficiency.questionnaire.Submission;
import org.cervicalinsufficiency.questionnaire.SubmissionKey;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;

/**
 * Stores forms so that the same submission is stored once, however often and by however many it is sent. A create
 * without a condition gets one: that no form with its identifier exists. A form without an identifier gets one that is
 * worked out from its content.
 */
public class FormResponseDao extends JpaResourceDao<QuestionnaireResponse> {

    private final ObjectProvider<FormGates> gates;
    private final ObjectProvider<SubmissionMeters> meters;
    private final ObjectProvider<LaterTasks> later;
    private final ObjectProvider<TenantStores> stores;

    FormResponseDao(
            ObjectProvider<FormGates> gates,
            ObjectProvider<SubmissionMeters> meters,
            ObjectProvider<LaterTasks> later,
            ObjectProvider<TenantStores> stores,
            FhirContext fhir) {
        this.gates = gates;
        this.meters = meters;
        this.later = later;
        this.stores = stores;
        setResourceType(QuestionnaireResponse.class);
        setContext(fhir);
    }

    @Override
    public DaoMethodOutcome create(
            QuestionnaireResponse form,
            @Nullable String ifNoneExist,
            boolean performIndexing,
            RequestDetails call,
            TransactionDetails transaction) {
        DaoMethodOutcome outcome = createOnce(form, ifNoneExist, performIndexing, call, transaction);
        if (!Boolean.TRUE.equals(outcome.getCreated()) && outcome.getId() != null) {
            // Who sends a form again may not have seen the answer that said so.
            later.getObject()
                    .open(outcome.getId().getIdPart(), stores.getObject().of(call))
                    .ifPresent(task -> LaterNotice.remember(
                            call, new IdType(outcome.getId().getValue()), task));
        }
        return outcome;
    }

    private DaoMethodOutcome createOnce(
            QuestionnaireResponse form,
            @Nullable String ifNoneExist,
            boolean performIndexing,
            RequestDetails call,
            TransactionDetails transaction) {
        if (ifNoneExist != null || form == null) {
            return super.create(form, ifNoneExist, performIndexing, call, transaction);
        }
        boolean admitted = gates.getObject()
                .of(call)
                .admit(
                        form,
                        new Submission(
                                false, Locale.ENGLISH, BundledForms.of(call).patients()))
                .isEmpty();
        String subject = subject(form, call);
        if (!admitted || subject == null) {
            return super.create(form, null, performIndexing, call, transaction);
        }
        Identifier key = SubmissionKey.of(getContext(), withoutPlaceholders(form, call), subject);
        boolean named = form.hasIdentifier()
                && form.getIdentifier().hasValue()
                && !Objects.equals(form.getIdentifier().getSystem(), key.getSystem());
        if (!named) {
            form.setIdentifier(key);
        }
        QuestionnaireResponse sent = form.copy();
        DaoMethodOutcome outcome =
                super.create(form, condition(form.getIdentifier()), performIndexing, call, transaction);
        if (!Boolean.TRUE.equals(outcome.getCreated())) {
            requireSame(sent, named, outcome, call);
            meters.getObject().same();
        }
        return outcome;
    }

    /** Puts this DAO in the place of HAPI's generated one. */
    static final class Replacement implements BeanDefinitionRegistryPostProcessor {

        private static final String NAME = "myQuestionnaireResponseDaoR4";

        @Override
        public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
            registry.removeBeanDefinition(NAME);
            registry.registerBeanDefinition(
                    NAME,
                    BeanDefinitionBuilder.rootBeanDefinition(FormResponseDao.class)
                            .setAutowireMode(AbstractBeanDefinition.AUTOWIRE_CONSTRUCTOR)
                            .getBeanDefinition());
        }
    }

    private void requireSame(QuestionnaireResponse sent, boolean named, DaoMethodOutcome outcome, RequestDetails call) {
        QuestionnaireResponse stored = (QuestionnaireResponse) Objects.requireNonNull(outcome.getResource());
        String id = stored.getIdElement().toUnqualifiedVersionless().getValue();
        if (stored.getStatus() == QuestionnaireResponseStatus.ENTEREDINERROR) {
            meters.getObject().taken();
            throw IdentifierTaken.byWithdrawn(id);
        }
        if (named
                && !gates.getObject()
                        .sentAgain(call, getContext(), getMatchUrlService())
                        .isSame(sent, stored, call)) {
            meters.getObject().taken();
            throw IdentifierTaken.byAnother(id);
        }
    }

    /** An encounter or author that the same Bundle creates has another placeholder each time it is sent. */
    private QuestionnaireResponse withoutPlaceholders(QuestionnaireResponse form, RequestDetails call) {
        QuestionnaireResponse content = form.copy();
        getContext().newTerser().getAllPopulatedChildElementsOfType(content, Reference.class).stream()
                .filter(each -> BundledForms.of(call).isPlaceholder(each.getReference()))
                .forEach(each -> each.setReference(null).setResource(null));
        return content;
    }

    /** Null where nothing tells this patient from one that the next transaction creates. */
    private static @Nullable String subject(QuestionnaireResponse form, RequestDetails call) {
        if (!form.getSubject().hasReference()) {
            Identifier identifier = form.getSubject().getIdentifier();
            return identifier.getSystem() + "|" + identifier.getValue();
        }
        return BundledForms.of(call).stable(form.getSubject().getReference());
    }

    private static String condition(Identifier identifier) {
        String system = identifier.hasSystem() ? identifier.getSystem() : "";
        return "QuestionnaireResponse?identifier=" + encoded(escaped(system)) + "%7C"
                + encoded(escaped(identifier.getValue()));
    }

    private static String escaped(String token) {
        return token.replace("\\", "\\\\")
                .replace(",", "\\,")
                .replace("|", "\\|")
                .replace("$", "\\$");
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8);
    }
}
