package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.sql.Connection;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.cervicalinsufficiency.questionnaire.FormOwners;
import org.cervicalinsufficiency.questionnaire.RecordView;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The record of a patient as this server stores it: every resource of the types that a hook call asks for. */
final class LocalRecord {

    private static final int MOST = 10_000;

    private final DaoRegistry daos;
    private final JdbcTemplate jdbc;
    private final StoreWriter writer;
    private final Set<String> types;
    private final ScreeningFormTable forms;

    /**
     * @param types resource types of the record, each with a search parameter {@code patient}
     */
    LocalRecord(DaoRegistry daos, DataSource source, StoreWriter writer, Set<String> types, ScreeningFormTable forms) {
        this.daos = daos;
        this.jdbc = new JdbcTemplate(source);
        this.writer = writer;
        this.types = Set.copyOf(types);
        this.forms = forms;
    }

    /**
     * What one tenant's part of the store knows about the subject. A failure leaves the transaction under way as it was, so that what it wrote can
     * still be committed.
     */
    RecordView of(Reference subject, TenantStore home) {
        return guarded(() -> read(subject, home));
    }

    /** A record that was read elsewhere, with the forms of the subject that are stored here. */
    RecordView with(RecordView elsewhere, Reference subject, TenantStore home) {
        return guarded(() -> elsewhere.with(stored(subject, home)));
    }

    private RecordView guarded(Supplier<RecordView> read) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            return read.get();
        }
        writer.flush();
        ConnectionCallback<RecordView> reading = connection -> readBehindSavepoint(connection, read);
        RecordView record = jdbc.execute(reading);
        if (record == null) {
            throw new IllegalStateException("The record was not read.");
        }
        return record;
    }

    private static RecordView readBehindSavepoint(Connection connection, Supplier<RecordView> read)
            throws java.sql.SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            RecordView record = read.get();
            connection.releaseSavepoint(before);
            return record;
        } catch (RuntimeException unread) {
            connection.rollback(before);
            throw unread;
        }
    }

    private RecordView read(Reference subject, TenantStore home) {
        Optional<String> patient = FormOwners.localPatientId(subject);
        if (patient.isEmpty()) {
            return RecordView.elsewhere(
                    Optional.ofNullable(new IdType(subject.getReference()).getIdPart()),
                    new ArrayList<>(stored(subject, home)));
        }
        List<Resource> resources = new ArrayList<>();
        types.forEach(type -> resources.addAll(all(type, patient.get(), home)));
        return new RecordView(patient(patient.get(), home), resources, true).with(stored(subject, home));
    }

    /** The forms of the subject, by whichever of its names they came. */
    private List<QuestionnaireResponse> stored(Reference subject, TenantStore home) {
        return forms.of(home.owners().of(subject));
    }

    private Patient patient(String id, TenantStore home) {
        return daos.getResourceDao(Patient.class).read(new IdType("Patient", id), home.asServer());
    }

    private List<Resource> all(String type, String patient, TenantStore home) {
        SearchParameterMap search = new SearchParameterMap();
        search.add("patient", new ReferenceParam("Patient/" + patient));
        search.setLoadSynchronous(true);
        search.setLoadSynchronousUpTo(MOST);
        List<Resource> found = daos.getResourceDao(type).search(search, home.asServer()).getAllResources().stream()
                .map(Resource.class::cast)
                .toList();
        if (found.size() >= MOST) {
            throw new UnprocessableEntityException(
                    "More than " + MOST + " " + type + " resources of one patient: too many to assess.");
        }
        return found;
    }
}
