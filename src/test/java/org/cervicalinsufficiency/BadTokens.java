package org.cervicalinsufficiency;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Everything wrong that a token can be (acceptance row AC-54), and more of the kind. */
final class BadTokens {

    private static final ECKey P256 = TestKeys.ec(Curve.P_256, "alpha-key");
    private static final ECKey IMPOSTOR = TestKeys.ec(Curve.P_384, "alpha-key");
    private static final RSAKey RSA = TestKeys.rsa("alpha-key");

    private final Map<String, Function<String, List<String>>> all = new LinkedHashMap<>();
    private final String elsewhere;

    private BadTokens(String elsewhere) {
        this.elsewhere = elsewhere;
    }

    /**
     * By name: what to send as {@code Authorization} on a call of a path below the base.
     *
     * @param elsewhere address of a host that must never be asked
     */
    static Map<String, Function<String, List<String>>> all(String elsewhere) {
        BadTokens bad = new BadTokens(elsewhere);
        bad.transport();
        bad.algorithms();
        bad.headers();
        bad.issuers();
        bad.audiences();
        bad.times();
        bad.otherClaims();
        bad.forms();
        return bad.all;
    }

    private void one(String name, Function<TestTokens, TestTokens> spoil) {
        all.put(name, path -> List.of(spoil.apply(TestTokens.alpha(path)).bearer()));
    }

    private void raw(String name, Function<String, String> header) {
        all.put(name, path -> List.of(header.apply(path)));
    }

    private void transport() {
        all.put("a no header", path -> List.of());
        raw("a Basic", path -> "Basic YTpi");
        raw("a Bearer without token", path -> "Bearer");
        raw("a no scheme", path -> TestTokens.alpha(path).sign());
        raw("a scheme of another name", path -> "JWT " + TestTokens.alpha(path).sign());
        raw(
                "a two tokens",
                path -> "Bearer " + TestTokens.alpha(path).sign() + " "
                        + TestTokens.alpha(path).sign());
        all.put(
                "a two headers",
                path -> List.of(
                        TestTokens.alpha(path).bearer(), TestTokens.alpha(path).bearer()));
        all.put(
                "a Basic and Bearer",
                path -> List.of("Basic YTpi", TestTokens.alpha(path).bearer()));
    }

    private void algorithms() {
        for (String none : List.of("none", "nOnE", "NONE", "")) {
            raw("b alg " + none + " without signature", path -> {
                TestTokens token = TestTokens.alpha(path).header("alg", none);
                return "Bearer " + TestTokens.encode(token.headerJson()) + "." + TestTokens.encode(token.claimsJson())
                        + ".";
            });
            one("b alg " + none + " with signature", token -> token.header("alg", none));
        }
        for (JWSAlgorithm hmac : List.of(JWSAlgorithm.HS256, JWSAlgorithm.HS384, JWSAlgorithm.HS512)) {
            raw(
                    "c " + hmac + " with the public key as JWK",
                    path -> hmac(
                            path,
                            hmac,
                            TestKeys.ALPHA.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8)));
            raw("c " + hmac + " with the public key as DER", path -> hmac(path, hmac, der()));
            raw("c " + hmac + " with the public key as PEM", path -> hmac(path, hmac, pem("")));
            raw("c " + hmac + " with the public key as PEM and its end", path -> hmac(path, hmac, pem("\n")));
        }
        one("d RS384 under an EC key", token -> token.header("alg", "RS384").key(RSA));
        one("d RS384 with an EC signature", token -> token.header("alg", "RS384"));
        one("d ES256 under a P-384 key", token -> token.header("alg", "ES256").key(P256));
        one("d es384 in small letters", token -> token.header("alg", "es384"));
        one("d ES384 with a blank", token -> token.header("alg", "ES384 "));
        one("j signed for another site", token -> token.claim("tenant", "beta-site"));
        one("j a list of sites", token -> token.claim("tenant", List.of("alpha-site")));
        one("d ES512", token -> token.header("alg", "ES512"));
        one("d alg missing", token -> token.withoutHeader("alg"));
        one("d alg a list", token -> token.header("alg", List.of("ES384")));
    }

    private static String hmac(String path, JWSAlgorithm algorithm, byte[] secret) {
        try {
            TestTokens token = TestTokens.alpha(path).header("alg", algorithm.getName());
            String input = TestTokens.encode(token.headerJson()) + "." + TestTokens.encode(token.claimsJson());
            Base64URL signature =
                    new MACSigner(secret).sign(new JWSHeader(algorithm), input.getBytes(StandardCharsets.US_ASCII));
            return "Bearer " + input + "." + signature;
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] der() {
        try {
            return TestKeys.ALPHA.toECPublicKey().getEncoded();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] pem(String end) {
        String text = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der()) + "\n-----END PUBLIC KEY-----"
                + end;
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private void headers() {
        one("e unknown kid", token -> token.header("kid", "nobody"));
        one("e kid missing", token -> token.withoutHeader("kid"));
        one("e kid empty", token -> token.header("kid", ""));
        one("e kid a number", token -> token.header("kid", 1));
        one("e kid a path", token -> token.header("kid", "../../etc/passwd"));
        one("e kid an address", token -> token.header("kid", elsewhere));
        one("e kid of another client", token -> token.header("kid", "beta-key"));
        one("e kid too long", token -> token.header("kid", "k".repeat(257)));
        one("typ missing", token -> token.withoutHeader("typ"));
        one("typ at+jwt", token -> token.header("typ", "at+jwt"));
        one(
                "s jwk with the key of the attacker",
                token -> token.header("jwk", IMPOSTOR.toPublicJWK().toJSONObject())
                        .key(IMPOSTOR));
        one(
                "s jwk with the right key",
                token -> token.header("jwk", TestKeys.ALPHA.toPublicJWK().toJSONObject()));
        one("s x5u", token -> token.header("x5u", elsewhere + "/cert.pem"));
        one("s x5c", token -> token.header("x5c", List.of("MIIB")));
        one("s crit", token -> token.header("crit", List.of("exp")));
        one("s crit with b64", token -> token.header("crit", List.of("b64")).header("b64", false));
        one(
                "g jku not listed, with a key that fits",
                token -> token.header("jku", elsewhere + "/jwks.json").key(IMPOSTOR));
        one("g jku not listed, signed by the right key", token -> token.header("jku", elsewhere + "/jwks.json"));
        one("g jku a number", token -> token.header("jku", 7));
    }

    private void issuers() {
        one(
                "f stranger with a key of its own",
                token -> token.claim("iss", "https://stranger.example")
                        .header("kid", "stranger-key")
                        .key(TestKeys.STRANGER));
        one("f issuer missing", token -> token.without("iss"));
        one("f issuer with a slash", token -> token.claim("iss", SecureTenants.ALPHA_ISSUER + "/"));
        one("f issuer in capitals", token -> token.claim("iss", "HTTPS://EHR.EXAMPLE/iss"));
        one("f issuer a list", token -> token.claim("iss", List.of(SecureTenants.ALPHA_ISSUER)));
        one("f issuer of another client", token -> token.claim("iss", SecureTenants.BETA_ISSUER));
        one(
                "f the server that issues tokens for fhir",
                token -> token.claim("iss", SecureTenants.SERVER_ISSUER)
                        .header("kid", "server-key")
                        .key(TestKeys.SERVER));
    }

    private void audiences() {
        Map<String, Object> wrong = new LinkedHashMap<>();
        wrong.put("another service", SecureTenants.BASE + "/cds-services/another");
        wrong.put("a prefix", SecureTenants.BASE);
        wrong.put("with a slash", SecureTenants.BASE + "/cds-services/");
        wrong.put("a sibling host", "https://cds.example.evil.example/cds-services");
        wrong.put("another scheme", "http://cds.example/cds-services");
        wrong.put("with a query", SecureTenants.BASE + "/cds-services?x");
        wrong.put("the address on the wire", "http://127.0.0.1/cds-services");
        wrong.put("an empty list", List.of());
        wrong.put("an empty text", "");
        wrong.put("a list of others", List.of("https://a.example", "https://b.example"));
        wrong.put("an object", Map.of("url", SecureTenants.BASE));
        wrong.put("of another client", SecureTenants.EPICISH_AUDIENCE);
        wrong.forEach((name, value) -> one("h aud " + name, token -> token.claim("aud", value)));
        one("h aud missing", token -> token.without("aud"));
        all.put(
                "h aud a list with a number",
                path -> List.of(TestTokens.alpha(path)
                        .claim("aud", Arrays.asList(SecureTenants.BASE + path, 1))
                        .bearer()));
    }

    private void times() {
        long now = TestTokens.now();
        one("j expired by 65 s", token -> token.claim("iat", now - 365).claim("exp", now - 65));
        one("j exp missing", token -> token.without("exp"));
        one("j exp a text", token -> token.claim("exp", String.valueOf(now + 300)));
        one("j exp in milliseconds", token -> token.claim("exp", (now + 300) * 1000));
        one("j exp negative", token -> token.claim("exp", -1));
        one("l iat 65 s in the future", token -> token.claim("iat", now + 65).claim("exp", now + 300));
        one("l iat missing", token -> token.without("iat"));
        one("l iat a text", token -> token.claim("iat", String.valueOf(now)));
        one("l iat too old", token -> token.claim("iat", now - 400).claim("exp", now - 50));
        one("m nbf 65 s in the future", token -> token.claim("nbf", now + 65));
        one("m nbf a text", token -> token.claim("nbf", "now"));
        one("p a longer life than registered", token -> token.claim("exp", now + 302));
        one("p a life of an hour", token -> token.claim("exp", now + 3600));
        for (String number : List.of(
                "1e-300000000",
                "1e300000000",
                "-1e-300000000",
                "-1e300000000",
                "1e-2147483647",
                "1e99999999999",
                "1e-99999999999",
                "0.1e-300000000")) {
            for (String claim : List.of("iat", "exp", "nbf")) {
                raw(claim + " " + number, path -> with(claim, number, TestTokens.alpha(path)));
            }
            raw("iat and exp " + number, path -> {
                TestTokens token = TestTokens.alpha(path).without("iat").without("exp");
                return "Bearer "
                        + token.sign(
                                token.headerJson(),
                                "{\"iat\":" + number + ",\"exp\":1e3,"
                                        + token.claimsJson().substring(1));
            });
        }
        one("p ends before it begins", token -> token.claim("iat", now + 30).claim("exp", now));
    }

    /** A number that only a text of JSON can hold. */
    private static String with(String claim, String number, TestTokens good) {
        TestTokens token = good.without(claim);
        return "Bearer "
                + token.sign(
                        token.headerJson(),
                        "{\"" + claim + "\":" + number + ","
                                + token.claimsJson().substring(1));
    }

    private void otherClaims() {
        one("n jti missing", token -> token.without("jti"));
        one("n jti empty", token -> token.claim("jti", ""));
        one("n jti a number", token -> token.claim("jti", 4711));
        one("n jti too long", token -> token.claim("jti", "j".repeat(257)));
        all.put(
                "sub of another",
                path -> List.of(
                        TestTokens.epicish(path).claim("sub", "somebody-else").bearer()));
        all.put(
                "sub missing",
                path -> List.of(TestTokens.epicish(path).without("sub").bearer()));
        all.put(
                "another key of the same kind and id",
                path -> List.of(TestTokens.alpha(path).key(IMPOSTOR).bearer()));
    }

    private void forms() {
        raw("r payload changed after signing", path -> {
            TestTokens token = TestTokens.alpha(path);
            String[] parts = token.sign().split("\\.");
            return "Bearer " + parts[0] + "."
                    + TestTokens.encode(token.claim("tenant", "other").claimsJson()) + "." + parts[2];
        });
        raw("r signature cut", path -> {
            String token = TestTokens.alpha(path).sign();
            return "Bearer " + token.substring(0, token.length() - 8);
        });
        raw("r no signature", path -> {
            String token = TestTokens.alpha(path).sign();
            return "Bearer " + token.substring(0, token.lastIndexOf('.'));
        });
        raw("r signature of zeros", path -> {
            String token = TestTokens.alpha(path).sign();
            return "Bearer " + token.substring(0, token.lastIndexOf('.') + 1) + Base64URL.encode(new byte[96]);
        });
        raw("r five parts", path -> "Bearer " + TestTokens.alpha(path).sign() + ".e30.e30");
        raw("r six kB of A", path -> "Bearer " + "A".repeat(6000));
        raw("r more than eight kB of A", path -> "Bearer " + "A".repeat(9000));
        raw("r padded", path -> "Bearer " + TestTokens.alpha(path).sign() + "=");
        raw(
                "r the other alphabet",
                path -> "Bearer " + TestTokens.alpha(path).sign().replace('.', '+'));
        raw("duplicate claim", path -> twice(TestTokens.alpha(path), "{\"iss\":\"x\",", true));
        raw("duplicate header", path -> twice(TestTokens.alpha(path), "{\"alg\":\"none\",", false));
        raw("claims with a byte order mark", path -> {
            TestTokens token = TestTokens.alpha(path);
            return "Bearer " + token.sign(token.headerJson(), "\uFEFF" + token.claimsJson());
        });
        raw("claims with something behind", path -> {
            TestTokens token = TestTokens.alpha(path);
            return "Bearer " + token.sign(token.headerJson(), token.claimsJson() + "{}");
        });
        raw("claims a list", path -> {
            TestTokens token = TestTokens.alpha(path);
            return "Bearer " + token.sign(token.headerJson(), "[" + token.claimsJson() + "]");
        });
        one("claims nested deeply", token -> token.claim("deep", nested(12)));
    }

    private static String twice(TestTokens token, String first, boolean claims) {
        String header = token.headerJson();
        String payload = token.claimsJson();
        return "Bearer "
                + token.sign(
                        claims ? header : first + header.substring(1), claims ? first + payload.substring(1) : payload);
    }

    private static Object nested(int depth) {
        return depth == 0 ? List.of() : List.of(nested(depth - 1));
    }
}
