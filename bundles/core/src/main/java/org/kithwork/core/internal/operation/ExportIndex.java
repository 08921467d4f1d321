package org.kithwork.core.internal.operation;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kithwork.problem.Message;

/** The first page of an archive, for the person: what is in it, in Chinese and in English, without any script. */
final class ExportIndex {

    private static final List<Locale> LANGUAGES = List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH);

    private ExportIndex() {}

    static String page(Instant now, Map<String, List<Map<String, Object>>> files) {
        var html = new StringBuilder("<!DOCTYPE html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><title>")
                .append(escape(text("export-title", LANGUAGES.get(0))))
                .append("</title>");
        for (var language : LANGUAGES) {
            html.append("<section lang=\"")
                    .append(language.toLanguageTag())
                    .append("\"><h1>")
                    .append(escape(text("export-title", language)))
                    .append("</h1><p>")
                    .append(escape(text("export-intro", language, now.toString())))
                    .append("</p>");
            files.forEach((module, all) -> section(html, module, all));
            html.append("</section>");
        }
        return html.append("</html>").toString();
    }

    private static void section(StringBuilder html, String module, List<Map<String, Object>> files) {
        html.append("<h2>").append(escape(module)).append("</h2><ul>");
        for (var file : files) {
            var path = module + "/" + file.get("name");
            html.append("<li><a href=\"")
                    .append(escape(path))
                    .append("\">")
                    .append(escape(path))
                    .append("</a>");
            if (!"0".equals(String.valueOf(file.get("records")))) {
                html.append(" (")
                        .append(escape(String.valueOf(file.get("records"))))
                        .append(')');
            }
            html.append("</li>");
        }
        html.append("</ul>");
    }

    private static String text(String code, Locale language, Object... arguments) {
        return Message.of(ExportIndex.class, code, arguments).text(language);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
