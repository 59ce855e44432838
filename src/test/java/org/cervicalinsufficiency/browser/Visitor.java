package org.cervicalinsufficiency.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Somebody who looks at our pages. What a person would not see fails the test all the same: an error on the console, a
 * violation of the page's policy, a request that leaves the origin.
 */
public final class Visitor {

    private static final Set<String> GRAVE = Set.of("serious", "critical");
    private static final Path SCREENSHOTS = Path.of("target/screenshots");

    private final Browser browser;
    private final String origin;
    private final Set<String> origins = new HashSet<>();
    private final Set<Integer> refusals = new HashSet<>();
    private final List<BrowserContext> visits = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    Visitor(Browser browser, String origin) {
        this.browser = browser;
        this.origin = origin;
        origins.add(origin);
    }

    /** Scheme, host and port of the application. */
    public String origin() {
        return origin;
    }

    /** Another server that the pages may talk to in this test, such as an EHR's. */
    public Visitor mayCall(String other) {
        origins.add(other);
        return this;
    }

    /** A refusal that belongs to the test; the browser writes each to its console. */
    public Visitor expects(int status) {
        refusals.add(status);
        return this;
    }

    /** Opens a page in a new window with nothing remembered, in English on a desktop. */
    public Page open(String path) {
        return open(Screen.DESKTOP, "en", path);
    }

    /**
     * Opens a page in a new window with nothing remembered.
     *
     * @param language what the browser asks for
     * @param path of the application, with a leading slash
     */
    public Page open(Screen screen, String language, String path) {
        BrowserContext visit = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(screen.width(), screen.height())
                .setLocale(language)
                .setTimezoneId("Europe/London"));
        visit.setDefaultTimeout(20_000);
        visits.add(visit);
        visit.route("**/*", this::watch);
        visit.onConsoleMessage(this::read);
        visit.onWebError(error -> problems.add("script error: " + error.error()));
        Page page = visit.newPage();
        var response = page.navigate(origin + path);
        assertThat(response).as(path).isNotNull();
        return page;
    }

    private void watch(Route route) {
        String url = route.request().url();
        if (origins.stream().anyMatch(known -> url.equals(known) || url.startsWith(known + "/"))) {
            route.resume();
        } else {
            problems.add("request to another origin: " + url);
            route.abort();
        }
    }

    private void read(ConsoleMessage message) {
        boolean expected = refusals.stream()
                .anyMatch(status -> message.text().contains("responded with a status of " + status + " "));
        if ((message.type().equals("error") || message.type().equals("warning")) && !expected) {
            problems.add("console: " + message.text() + " (" + message.location() + ")");
        }
    }

    /** Nothing that axe-core finds is serious or critical, and nothing sticks out to the right. */
    public void checkAccessible(Page page) {
        List<String> found = new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .filter(rule -> GRAVE.contains(rule.getImpact()))
                        .map(Visitor::described)
                        .toList();
        assertThat(found).as("axe-core on %s", page.url()).isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .as("width that sticks out on %s", page.url())
                .isEqualTo(0);
    }

    private static String described(Rule rule) {
        return rule.getImpact() + " " + rule.getId() + ": "
                + rule.getNodes().stream().map(node -> node.getHtml()).toList();
    }

    /** Keeps the whole page as a picture, {@code target/screenshots/<name>.png}. */
    public void screenshot(Page page, String name) {
        byte[] picture = page.screenshot(
                new Page.ScreenshotOptions().setFullPage(true).setPath(SCREENSHOTS.resolve(name + ".png")));
        assertThat(picture).isNotEmpty();
    }

    /** Closes all windows and fails the test for what went wrong behind the pages, unless it failed anyway. */
    void leave(boolean failed) {
        visits.forEach(BrowserContext::close);
        if (!failed) {
            assertThat(problems).as("behind the pages").isEmpty();
        } else if (!problems.isEmpty()) {
            throw new AssertionError("Behind the pages: " + problems);
        }
    }
}
