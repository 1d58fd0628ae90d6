// SPDX-License-Identifier: Apache-2.0
// The frame of the pages that need no script (/plain): head, way home, language, title. Each is
// under 10 KB and reads well at 320 px; its style is one file of its own.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/codec/words.hpp"
#include "server/handlers/exchange.hpp"
#include "server/handlers/plain_html.hpp"
#include "server/handlers/services.hpp"

namespace kongdi::server {

using Parameters = std::vector<std::pair<std::string_view, std::string>>;

/// The language of ?lang=, else of the browser.
Language language_asked(const Request& request);

/// Words read once.
const Words& words_of(Language language);

/// One page under way.
class PlainPage {
public:
    explicit PlainPage(const Request& request)
        : language(language_asked(request)), text(words_of(language)), m_request(request) {}

    const Language language;
    const Words& text;
    Html html = {};

    /// Of the catalogue's texts.
    std::string_view code() const { return language_code(language); }
    /// An address of ours that stays in the language.
    std::string link(std::string_view path, const Parameters& parameters = {}) const;
    /// <a href="…">words</a>
    void anchor(std::string_view style, const std::string& address, std::string_view words);
    /// The language as a hidden field, for a form that asks by address.
    void hidden(std::string_view name, std::string_view value);

    /// The whole page; `title` is its heading, too.
    Response answer(std::string_view title, int status = 200);

private:
    /// The same page in the other language; empty after a POST, which a link cannot repeat.
    std::string other_language() const;

    const Request& m_request;
};

Response show_plain_style(const Services& services, const Request& request);

/// The key of what a person can do about it: the common words speak of a program that tries again
/// by itself.
std::string_view plain_key(ErrorCode code);

/// Fills in the body of a refused request with words for a person.
void show_plain_failure(Response& response, const Request& request);

/// 303: the browser asks for the address, so that a reload repeats nothing.
Response see_other(std::string address);

/// The time in China, in digits that both languages read: "2026-11-24 16:00".
std::string plain_time(std::int64_t at_ms);

}  // namespace kongdi::server
