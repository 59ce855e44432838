package org.cervicalinsufficiency.cdshooks.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.cervicalinsufficiency.feedback.ReportAccess;
import org.cervicalinsufficiency.feedback.ReportAccess.Kind;
import org.cervicalinsufficiency.feedback.ReportAccess.Verdict;
import org.cervicalinsufficiency.tenant.CurrentTenants;

/**
 * Who may read reports. Where nobody has to prove who calls, whoever sits at this machine; elsewhere whom the verifier lets
 * in, and nobody where there is none.
 *
 * @param tenants tells whether callers have to prove who they are
 * @param verifier decides then
 */
record ReportDoor(CurrentTenants tenants, Optional<ReportAccess> verifier) {

    Verdict verdict(Optional<String> authorization, String address) {
        if (tenants.get().anybody().isEmpty()) {
            return verifier.map(access -> access.of(authorization)).orElseGet(() -> Verdict.nothing(Kind.REFUSED));
        }
        return isThisMachine(address) ? Verdict.everything() : Verdict.nothing(Kind.REFUSED);
    }

    private static boolean isThisMachine(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException notAnAddress) {
            return false;
        }
    }
}
