package org.cervicalinsufficiency.screening;

import java.time.Duration;
import java.util.List;
import org.cervicalinsufficiency.cdshooks.DataGap;

/** Is told of each evaluation whose answer goes out. It must neither fail nor take long. */
@FunctionalInterface
public interface EvaluationWatch {

    /** For where nobody watches. */
    EvaluationWatch NONE = evaluation -> {};

    /**
     * One evaluation, without anything of the patient.
     *
     * @param service id of the service
     * @param time of the evaluation alone
     * @param category the tier in code
     * @param assessed whether the logic ran
     * @param gaps what could not be read
     */
    record Evaluation(String service, Duration time, String category, boolean assessed, List<DataGap> gaps) {
        /** Copies the list. */
        public Evaluation {
            gaps = List.copyOf(gaps);
        }
    }

    /** An answer that rests on this evaluation goes out. */
    void evaluated(Evaluation evaluation);
}
