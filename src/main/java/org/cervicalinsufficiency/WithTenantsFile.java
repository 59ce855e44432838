package org.cervicalinsufficiency;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether clients are registered in a file, and so have to prove who they are. */
final class WithTenantsFile implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return !context.getEnvironment()
                .getProperty(TenantConfiguration.FILE, "")
                .isBlank();
    }
}
