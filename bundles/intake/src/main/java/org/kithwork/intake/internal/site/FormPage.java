package org.kithwork.intake.internal.site;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.kithwork.field.FieldType;
import org.kithwork.intake.internal.Form;
import org.kithwork.intake.internal.FormConsent;
import org.kithwork.intake.internal.FormField;
import org.kithwork.intake.internal.FormField.Member;
import org.kithwork.problem.Fault;
import org.kithwork.site.Frame;
import org.kithwork.site.Html;
import org.kithwork.site.Visit;

/** The page of a form, with what was typed and what is wrong with it. */
final class FormPage {

    /** Nobody sees it; what fills in everything fills it in. */
    static final String TRAP = "fax_number";

    private final Form form;
    private final Stand stand;
    private final Locale language;
    private final Map<String, List<String>> typed;
    private final List<Fault> faults;
    private final Html html = new Html();

    FormPage(Stand stand, Locale language, Map<String, List<String>> typed, List<Fault> faults) {
        this.form = stand.form();
        this.stand = stand;
        this.language = language;
        this.typed = typed;
        this.faults = faults;
    }

    String render(String stamp) {
        var content = form.content();
        FormFrame.begin(html, content.title().text(language), language, stand, Stand.QUIET);
        Frame.languages(html, language, stand.more());
        html.raw("<h1>").text(content.title().text(language)).raw("</h1>");
        var intro = content.intro();
        if (intro != null) {
            html.lines(intro.text(language));
        }
        faults();
        html.raw("<form method=\"post\" accept-charset=\"utf-8\" novalidate")
                .attribute("autocomplete", stand.isTablet() ? "off" : null)
                .attribute("action", stand.action())
                .raw(">");
        hidden("stamp", stamp);
        hidden("lang", Frame.tag(language));
        var pass = stand.pass();
        if (pass != null) {
            hidden("at", pass);
        }
        html.raw("<div class=\"trap\" aria-hidden=\"true\"><label>Fax<input name=\"" + TRAP
                + "\" tabindex=\"-1\" autocomplete=\"off\"></label></div>");
        content.fields().forEach(this::field);
        consents();
        html.raw("<button type=\"submit\">")
                .text(FormFrame.word("send", language))
                .raw("</button></form>");
        return Frame.end(html);
    }

    private void hidden(String name, String value) {
        html.raw("<input type=\"hidden\"")
                .attribute("name", name)
                .attribute("value", value)
                .raw(">");
    }

    private void faults() {
        if (faults.isEmpty()) {
            return;
        }
        html.raw("<div class=\"faults\" role=\"alert\"><p>")
                .text(FormFrame.word("mend", language))
                .raw("</p><ul>");
        for (var fault : faults) {
            var name = fault.pointer().isEmpty() ? "" : fault.pointer().substring(1);
            html.raw("<li>");
            if (name.isEmpty()) {
                html.text(fault.message().text(language));
            } else {
                html.raw("<a")
                        .attribute("href", "#f-" + name)
                        .raw(">")
                        .text(label(name))
                        .raw("</a> ");
                html.text(fault.message().text(language));
            }
            html.raw("</li>");
        }
        html.raw("</ul></div>");
    }

    private String label(String name) {
        return form.content().fields().stream()
                .filter(field -> field.name().equals(name))
                .map(this::title)
                .findFirst()
                .orElse("");
    }

    private String title(FormField field) {
        var own = field.own();
        return own == null
                ? FormFrame.word("field-" + field.name(), language)
                : own.title().text(language);
    }

    private @Nullable String fault(String name) {
        return faults.stream()
                .filter(fault -> fault.pointer().equals("/" + name))
                .map(fault -> fault.message().text(language))
                .findFirst()
                .orElse(null);
    }

    private void field(FormField field) {
        var own = field.own();
        var group = field.name().equals(Member.SEX.word()) || (own != null && choices(own));
        html.raw(group ? "<fieldset class=\"field\"" : "<div class=\"field\"");
        html.attribute("id", group ? "f-" + field.name() : null).raw(">");
        html.raw(group ? "<legend>" : "<label").attribute("for", group ? null : "f-" + field.name());
        html.raw(group ? "" : ">").text(title(field));
        if (!field.required()) {
            html.raw(" <span class=\"free\">")
                    .text(FormFrame.word("optional", language))
                    .raw("</span>");
        }
        html.raw(group ? "</legend>" : "</label>");
        var wrong = fault(field.name());
        if (own == null) {
            member(field, Member.valueOf(name(field)), wrong);
        } else {
            own(field, own, wrong);
        }
        if (wrong != null) {
            html.raw("<p class=\"wrong\"")
                    .attribute("id", "e-" + field.name())
                    .raw(">")
                    .text(wrong)
                    .raw("</p>");
        }
        html.raw(group ? "</fieldset>" : "</div>");
    }

    private static String name(FormField field) {
        return field.member().map(Enum::name).orElse(Member.NOTE.name());
    }

    private static boolean choices(FormField.Own own) {
        return own.type() == FieldType.CHOICE || own.type() == FieldType.MULTI_CHOICE || own.type() == FieldType.YES_NO;
    }

    private void member(FormField field, Member member, @Nullable String wrong) {
        switch (member) {
            case FULL_NAME -> input(field, "text", "name", member.longest(), wrong);
            case PHONE -> input(field, "tel", "tel", member.longest(), wrong);
            case EMAIL -> input(field, "email", "email", member.longest(), wrong);
            case ADDRESS -> input(field, "text", "street-address", member.longest(), wrong);
            case BIRTH -> input(field, "date", "bday", member.longest(), wrong);
            case COMPANY -> input(field, "text", "organization", member.longest(), wrong);
            case OCCUPATION -> input(field, "text", "organization-title", member.longest(), wrong);
            case WECHAT, DISTRICT -> input(field, "text", "off", member.longest(), wrong);
            case NOTE -> area(field, member.longest(), wrong);
            case SEX -> {
                for (var sex : List.of("1", "2", "9")) {
                    choice(field, "radio", sex, FormFrame.word("sex-" + sex, language));
                }
            }
        }
    }

    private void own(FormField field, FormField.Own own, @Nullable String wrong) {
        switch (own.type()) {
            case CHOICE ->
                own.choices()
                        .forEach(one ->
                                choice(field, "radio", one.key(), one.title().text(language)));
            case MULTI_CHOICE ->
                own.choices()
                        .forEach(one ->
                                choice(field, "checkbox", one.key(), one.title().text(language)));
            case YES_NO -> {
                choice(field, "radio", "true", FormFrame.word("yes", language));
                choice(field, "radio", "false", FormFrame.word("no", language));
            }
            case DATE -> input(field, "date", "off", 10, wrong);
            default -> input(field, "text", "off", own.maxLength(), wrong);
        }
    }

    private void input(FormField field, String type, String fill, int longest, @Nullable String wrong) {
        html.raw("<input")
                .attribute("id", "f-" + field.name())
                .attribute("name", field.name())
                .attribute("type", type)
                .attribute("autocomplete", stand.isTablet() ? "off" : fill)
                .attribute("maxlength", "" + longest)
                .attribute("value", Visit.first(typed, field.name()));
        state(field, wrong);
        html.raw(">");
    }

    private void area(FormField field, int longest, @Nullable String wrong) {
        html.raw("<textarea rows=\"4\"")
                .attribute("id", "f-" + field.name())
                .attribute("name", field.name())
                .attribute("maxlength", "" + longest);
        state(field, wrong);
        var text = Visit.first(typed, field.name());
        html.raw(">\n").text(text == null ? "" : text).raw("</textarea>");
    }

    private void state(FormField field, @Nullable String wrong) {
        html.attribute("aria-required", field.required() ? "true" : null)
                .attribute("aria-invalid", wrong == null ? null : "true")
                .attribute("aria-describedby", wrong == null ? null : "e-" + field.name());
    }

    private void choice(FormField field, String type, String value, String title) {
        var chosen = typed.getOrDefault(field.name(), List.of()).contains(value);
        html.raw("<label class=\"choice\"><input")
                .attribute("type", type)
                .attribute("name", field.name())
                .attribute("value", value)
                .flag("checked", chosen)
                .raw("> ")
                .text(title)
                .raw("</label>");
    }

    private void consents() {
        var content = form.content();
        var notice = content.notice();
        if (notice != null) {
            html.raw("<section class=\"notice\"><h2>")
                    .text(FormFrame.word("notice", language))
                    .raw("</h2>");
            html.lines(notice.text().text(language)).raw("<p class=\"free\">");
            html.text(FormFrame.word("notice-version", language, notice.version()))
                    .raw("</p></section>");
        }
        IntStream.range(0, content.consents().size()).forEach(i -> {
            var consent = content.consents().get(i);
            var name = FormConsent.BOX + i;
            var wrong = fault(name);
            html.raw("<div class=\"field\"><label class=\"choice\"><input type=\"checkbox\" value=\"yes\"")
                    .attribute("id", "f-" + name)
                    .attribute("name", name)
                    .attribute("aria-invalid", wrong == null ? null : "true")
                    .flag("checked", typed.containsKey(name))
                    .raw("> ")
                    .text(consent.text().text(language));
            if (!consent.required()) {
                html.raw(" <span class=\"free\">")
                        .text(FormFrame.word("optional", language))
                        .raw("</span>");
            }
            html.raw("</label>");
            if (wrong != null) {
                html.raw("<p class=\"wrong\">").text(wrong).raw("</p>");
            }
            html.raw("</div>");
        });
    }
}
