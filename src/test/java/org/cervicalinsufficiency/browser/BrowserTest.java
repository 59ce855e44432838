package org.cervicalinsufficiency.browser;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.cervicalinsufficiency.ServerTest;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test of pages: the application of {@link ServerTest}, and a {@link Visitor} for each method that takes one. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ServerTest
@ExtendWith(VisitorExtension.class)
public @interface BrowserTest {}
