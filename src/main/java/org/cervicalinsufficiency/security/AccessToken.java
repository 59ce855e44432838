package org.cervicalinsufficiency.security;

/**
 * What a proven access token of {@code /fhir} says.
 *
 * @param clientId the client it was issued to
 * @param scope its scopes, as they were written
 */
public record AccessToken(String clientId, String scope) {}
