// SPDX-License-Identifier: Apache-2.0
#include "server/openrosa/form_parts.hpp"

#include <algorithm>

#include "core/codec/xlsform_parts.hpp"

namespace kongdi::server::openrosa {

void FormParts::bind(const Bind& bind) {
    std::string message;
    if (!bind.constraint_message.by_language.empty())
        message = words(bind.nodeset + ":constraint", bind.constraint_message);
    m_binds.element("bind", {{"nodeset", bind.nodeset},
                             {"type", bind.type},
                             {"relevant", bind.relevant},
                             {"required", bind.required},
                             {"constraint", bind.constraint},
                             {"jr:constraintMsg", message},
                             {"calculate", bind.calculate},
                             {"readonly", bind.readonly ? "true()" : ""}});
}

void FormParts::bind_preload(const std::string& nodeset, const std::string& type,
                             const std::string& preload, const std::string& parameter) {
    m_binds.element("bind", {{"nodeset", nodeset},
                             {"type", type},
                             {"readonly", preload == "uid" ? "true()" : ""},
                             {"jr:preload", preload},
                             {"jr:preloadParams", parameter}});
}

std::string FormParts::words(const std::string& id, const LocalText& text) {
    const auto known = std::find_if(m_words.begin(), m_words.end(),
                                    [&id](const auto& one) { return one.first == id; });
    if (known == m_words.end()) m_words.emplace_back(id, text);
    return "jr:itext('" + id + "')";
}

void FormParts::label(const std::string& id, const LocalText& text) {
    controls.element("label", {{"ref", words(id + ":label", text)}});
}

void FormParts::hint(const std::string& id, const LocalText& text) {
    if (!text.by_language.empty()) controls.element("hint", {{"ref", words(id + ":hint", text)}});
}

void FormParts::items(const std::string& list, const std::vector<FormItem>& items) {
    for (const FormItem& item : items) {
        controls.open("item");
        label(list + "/" + item.value, item.label);
        controls.element("value", {}, item.value).close("item");
    }
}

std::string FormParts::take_words() {
    XmlWriter out;
    out.open("itext");
    for (const std::string& language : m_languages) {
        out.open("translation", {{"lang", xlsform::language_name(language)},
                                 {"default", language == m_languages.front() ? "true()" : ""}});
        for (const auto& [id, text] : m_words) {
            out.open("text", {{"id", id}});
            out.element("value", {}, text.in(language)).close("text");
        }
        out.close("translation");
    }
    return out.close("itext").take();
}

LocalText below(const LocalText& first, const LocalText& second, std::string_view between) {
    LocalText out = first;
    if (second.by_language.empty()) return out;
    if (out.by_language.empty()) return second;
    for (auto& [language, text] : out.by_language) text.append(between).append(second.in(language));
    return out;
}

std::string all_of(const std::string& a, const std::string& b) {
    if (a.empty() || b.empty()) return a + b;
    return "(" + a + ") and (" + b + ")";
}

}  // namespace kongdi::server::openrosa
