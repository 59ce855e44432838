package org.cervicalinsufficiency.architecture.violations.fhirserver;

import org.hl7.fhir.utilities.npm.FilesystemPackageCacheManager;

/** Breaks: nothing of the FHIR core that calls or serves the web is used. */
record FetchesPackages(FilesystemPackageCacheManager cache) {}
