/**
 * What people see of the application: start page, demo, form, launch, leaflets, the description of the interfaces, and
 * plain answers to requests that no other part has answered. Controllers and ports; what is said about patients comes
 * from the artifacts.
 */
@NullMarked
package org.cervicalinsufficiency.webapp;

import org.jspecify.annotations.NullMarked;
