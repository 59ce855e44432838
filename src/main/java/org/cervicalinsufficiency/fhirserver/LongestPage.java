package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes a request for more than the longest page one for the longest page, before anybody reads its parameters: HAPI cuts
 * the first page only, and forgets the link to the next one where it cuts a later one. Inner searches of operations have no
 * such parameter.
 */
@Interceptor
public class LongestPage {

    private static final int LONGEST_NUMBER = 9;

    private final int longest;

    /** A server whose pages have at most so many matches. */
    public LongestPage(int longest) {
        this.longest = longest;
    }

    /** HAPI's hook before a request is handled. */
    @Hook(Pointcut.SERVER_INCOMING_REQUEST_POST_PROCESSED)
    public void cut(RequestDetails request) {
        String[] asked = request.getParameters().get(Constants.PARAM_COUNT);
        if (asked == null || asked.length == 0 || !isLonger(asked[0])) {
            return;
        }
        Map<String, String[]> parameters = new LinkedHashMap<>(request.getParameters());
        parameters.put(Constants.PARAM_COUNT, new String[] {String.valueOf(longest)});
        request.setParameters(parameters);
    }

    private boolean isLonger(String count) {
        return count.matches("\\d+") && (count.length() > LONGEST_NUMBER || Integer.parseInt(count) > longest);
    }
}
