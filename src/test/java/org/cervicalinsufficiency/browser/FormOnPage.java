package org.cervicalinsufficiency.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;

/** The screening form as a person uses it: items by linkId, typed dates, buttons. */
final class FormOnPage {

    static final String PATH = "/forms/cervical-insufficiency-screening";

    private final Page page;

    private FormOnPage(Page page) {
        this.page = page;
    }

    /** Opens the form and waits until it is drawn. */
    static FormOnPage open(Visitor visitor, Screen screen, String language, String patient) {
        String query = patient.isEmpty() ? "" : "?patient=" + patient;
        FormOnPage form = new FormOnPage(visitor.open(screen, language, PATH + query));
        form.drawn();
        return form;
    }

    /** A form that was opened otherwise. */
    static FormOnPage on(Page page) {
        FormOnPage form = new FormOnPage(page);
        form.drawn();
        return form;
    }

    Page page() {
        return page;
    }

    void drawn() {
        page.locator("#form-host[data-ready]").waitFor();
    }

    /** Goes on in another language, by the link at the top. */
    void speak(String language) {
        page.locator("a[data-language='" + language + "']").click();
        page.waitForURL(address -> address.contains("lang=" + language));
        drawn();
    }

    Locator item(String linkId) {
        return page.locator("lhc-item[id^='item-" + linkId + "/']");
    }

    /** What stands beside an item of ours: date in words, source, problem. */
    Locator notes(String linkId) {
        return item(linkId).locator("> .form-notes");
    }

    Locator field(String linkId) {
        return item(linkId).locator("input[type=text], lhc-item-date input").first();
    }

    /** Chooses an option by its words. */
    void choose(String linkId, String option) {
        item(linkId)
                .getByText(option, new Locator.GetByTextOptions().setExact(true))
                .click();
    }

    /** Types into a field in place of what stands there, and goes on with the Tab key. */
    void type(String linkId, String text) {
        Locator field = field(linkId);
        field.click();
        field.press("Control+a");
        field.press("Delete");
        if (!text.isEmpty()) {
            field.pressSequentially(text);
        }
        field.press("Tab");
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }

    Locator problems() {
        return page.locator("#form-problems");
    }

    Locator result() {
        return page.locator("#form-result");
    }
}
