package org.cervicalinsufficiency.browser;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Gives each test a visitor of its own, in the one browser of the run. */
final class VisitorExtension implements ParameterResolver, org.junit.jupiter.api.extension.AfterTestExecutionCallback {

    private static final Namespace OURS = Namespace.create(VisitorExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == Visitor.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        Chromium chromium = test.getRoot()
                .getStore(OURS)
                .getOrComputeIfAbsent(Chromium.class, type -> new Chromium(), Chromium.class);
        return test.getStore(OURS)
                .getOrComputeIfAbsent(
                        Visitor.class, type -> new Visitor(chromium.browser(), origin(test)), Visitor.class);
    }

    /** {@code localhost}, because it is what a person types, and a secure context as scripts that hash need it. */
    private static String origin(ExtensionContext test) {
        var server = (ServletWebServerApplicationContext) SpringExtension.getApplicationContext(test);
        return "http://localhost:" + server.getWebServer().getPort();
    }

    @Override
    public void afterTestExecution(ExtensionContext test) {
        Visitor visitor = test.getStore(OURS).get(Visitor.class, Visitor.class);
        if (visitor != null) {
            visitor.leave(test.getExecutionException().isPresent());
        }
    }
}
