package org.cervicalinsufficiency.acceptance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.cervicalinsufficiency.SecureServerTest;

/** A test of the acceptance: the running server with authentication on. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SecureServerTest
@interface Acceptance {}
