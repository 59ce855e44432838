package org.cervicalinsufficiency.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is an author, and what the others are told. */
class AuthorTokensTest {

    /** SHA-256 of {@code test-author}. */
    private static final String HASH = "5db3fbae9c291c9eb9d14e6ec6ad93c39d74d225a04e5188b609f6acf967f221";

    private final AuthorPermission permission = new AuthorTokens(List.of("0".repeat(64), HASH.toUpperCase()));

    @ParameterizedTest
    @ValueSource(strings = {"Bearer test-author", "bearer test-author", "BEARER  test-author "})
    void admitsWhoeverHasAToken(String header) {
        assertThat(permission.refusal(List.of(header))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer test-Author",
                "Bearer test-author2",
                "Bearer ",
                "Bearer 5db3fbae9c291c9eb9d14e6ec6ad93c39d74d225a04e5188b609f6acf967f221"
            })
    void refusesEveryOtherToken(String header) {
        assertThat(permission.refusal(List.of(header)))
                .hasValueSatisfying(why -> assertThat(why)
                        .contains("the token is not one of an author")
                        .contains(AuthorTokens.SETTING)
                        .doesNotContain("test-"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic dGVzdC1hdXRob3I=", "test-author", ""})
    void asksForATokenWhereThereIsNone(String header) {
        assertThat(permission.refusal(List.of(header)))
                .hasValueSatisfying(why -> assertThat(why).contains("no author's token"));
        assertThat(permission.refusal(List.of())).isPresent();
    }

    @Test
    void refusesTwoTokens() {
        assertThat(permission.refusal(List.of("Bearer test-author", "Bearer test-author")))
                .isPresent();
    }

    @Test
    void admitsNobodyWithoutAHash() {
        assertThat(new AuthorTokens(List.of()).refusal(List.of("Bearer test-author")))
                .hasValueSatisfying(why -> assertThat(why).contains("admits no author"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"my-secret-token", "abc", "zz"})
    void stopsTheStartAtAnythingThatIsNoHash(String value) {
        assertThatThrownBy(() -> new AuthorTokens(List.of(value)))
                .hasMessageContaining(AuthorTokens.SETTING)
                .hasMessageContaining("64 hexadecimal digits")
                .hasMessageNotContaining(value);
    }
}
