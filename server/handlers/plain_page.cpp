// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/plain_page.hpp"

#include <array>

#include "core/base/sha256.hpp"
#include "core/base/text.hpp"
#include "core/base/time.hpp"
#include "server/handlers/plain_style.hpp"

namespace kongdi::server {

namespace {

constexpr std::string_view kLanguage = "lang";
constexpr int kChinaMinutes = 480;

std::string address_of(std::string_view path, const Parameters& parameters) {
    std::string out(path);
    char before = '?';
    for (const auto& [name, value] : parameters) {
        out += before;
        out.append(percent_encoded(name)).append("=").append(percent_encoded(value));
        before = '&';
    }
    return out;
}

Language other_than(Language language) {
    return language == Language::Zh ? Language::En : Language::Zh;
}

/// Changes with the style, so that an old one is never kept.
const std::string& style_address() {
    static const std::string kAddress = "/plain/style.css?v=" + sha256(plain_style()).substr(0, 8);
    return kAddress;
}

std::string two_digits(int value) { return (value < 10 ? "0" : "") + std::to_string(value); }

}  // namespace

Language language_asked(const Request& request) {
    const std::string_view asked = request.parameter(kLanguage);
    return language_of(asked.empty() ? request.header("Accept-Language") : asked);
}

const Words& words_of(Language language) {
    static const Words kChinese(Language::Zh);
    static const Words kEnglish(Language::En);
    return language == Language::Zh ? kChinese : kEnglish;
}

std::string_view plain_key(ErrorCode code) {
    switch (code) {
        case ErrorCode::AccessDenied: return "plain.foreign";
        case ErrorCode::StorageBusy:
        case ErrorCode::StorageFull:
        case ErrorCode::Internal: return "plain.busy";
        default: return error_row(code).key;
    }
}

std::string PlainPage::link(std::string_view path, const Parameters& parameters) const {
    Parameters all = parameters;
    all.emplace_back(kLanguage, std::string(code()));
    return address_of(path, all);
}

void PlainPage::anchor(std::string_view style, const std::string& address, std::string_view words) {
    html.element("a", {{"class", style}, {"href", address}}, words);
}

void PlainPage::hidden(std::string_view name, std::string_view value) {
    html.open("input", {{"type", "hidden"}, {"name", name}, {"value", value}});
}

std::string PlainPage::other_language() const {
    if (m_request.method != Method::Get && m_request.method != Method::Head) return {};
    Parameters all;
    for (const Pair& pair : m_request.query)
        if (pair.first != kLanguage) all.emplace_back(pair.first, pair.second);
    all.emplace_back(kLanguage, std::string(language_code(other_than(language))));
    return address_of(m_request.path, all);
}

Response PlainPage::answer(std::string_view title, int status) {
    Html whole;
    whole.raw("<!DOCTYPE html>");
    whole.open("html", {{"lang", language_tag(language)}}).raw("<head><meta charset=\"utf-8\">");
    whole.raw("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">");
    whole.element("title", {}, text("app.title", {{"page", title}}));
    whole.open("link", {{"rel", "stylesheet"}, {"href", style_address()}}).raw("</head><body>");
    whole.open("header").open("p");
    whole.element("a", {{"href", link("/plain")}}, text("app.name"));
    if (const std::string other = other_language(); !other.empty())
        whole.element(
            "a", {{"class", "side"}, {"href", other}, {"lang", language_tag(other_than(language))}},
            text("language.other"));
    whole.close("p").close("header").open("main").element("h1", {}, title);
    whole.raw(html.take()).close("main").raw("</body></html>\n");

    Response response;
    response.status = status;
    response.body = whole.take();
    response.with("Content-Type", "text/html; charset=utf-8");
    // Kept for the way back, so that what was filled in is still there.
    response.with("Cache-Control", "private, no-cache");
    // A browser that is told to name no page names none for our own forms, either (Origin: null).
    response.with("Referrer-Policy", "same-origin");
    return response;
}

Response show_plain_style(const Services&, const Request&) {
    Response response;
    response.body = plain_style();
    response.with("Content-Type", "text/css; charset=utf-8");
    response.with("Cache-Control", "public, max-age=31536000, immutable");
    return response;
}

void show_plain_failure(Response& response, const Request& request) {
    PlainPage page(request);
    const ErrorCode code = response.errors.front().code;
    if (request.method == Method::Post && code != ErrorCode::AccessDenied)
        page.html.element("p", {}, page.text("plain.go_back"));
    page.html.open("p");
    page.anchor("button", page.link("/plain"), page.text("action.home"));
    page.html.close("p");
    Response shown = page.answer(page.text(plain_key(code)), response.status);
    response.body = std::move(shown.body);
    for (Pair& header : shown.headers) response.headers.push_back(std::move(header));
}

Response see_other(std::string address) {
    Response response;
    response.status = 303;
    response.with("Location", std::move(address));
    return response;
}

std::string plain_time(std::int64_t at_ms) {
    const CivilTime t = civil_time(at_ms, kChinaMinutes);
    return std::to_string(t.year) + "-" + two_digits(t.month) + "-" + two_digits(t.day) + " " +
           two_digits(t.hour) + ":" + two_digits(t.minute);
}

}  // namespace kongdi::server
