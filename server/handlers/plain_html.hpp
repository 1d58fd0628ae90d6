// SPDX-License-Identifier: Apache-2.0
// Writes HTML and SVG. Whatever people typed goes through text() or an attribute and is escaped
// there; only names of elements and attributes, which are ours, are written as they are.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>

namespace kongdi::server {

struct HtmlAttribute {
    std::string_view name;
    std::string value = {};
    bool is_there = true;
    bool has_value = true;

    HtmlAttribute(std::string_view n, std::string_view v) : name(n), value(v) {}
    HtmlAttribute(std::string_view n, const char* v) : name(n), value(v) {}
    HtmlAttribute(std::string_view n, const std::string& v) : name(n), value(v) {}
    HtmlAttribute(std::string_view n, std::int64_t v) : name(n), value(std::to_string(v)) {}
    HtmlAttribute(std::string_view n, int v) : name(n), value(std::to_string(v)) {}
    /// `checked`: there or not.
    template <class T>
    requires std::is_same_v<T, bool> HtmlAttribute(std::string_view n, T on)
        : name(n), is_there(on), has_value(false) {}
};

class Html {
public:
    using Attributes = std::initializer_list<HtmlAttribute>;

    /// The start of an element; elements without content need no close().
    Html& open(std::string_view element, Attributes attributes = {});
    Html& close(std::string_view element);
    Html& text(std::string_view words);
    /// All of it: start, words, end.
    Html& element(std::string_view name, Attributes attributes, std::string_view words);
    /// Markup of ours without anything from outside.
    Html& raw(std::string_view markup);

    std::string take() { return std::move(m_out); }

private:
    std::string m_out;
};

/// Valid UTF-8 without control characters, with & < > " ' written so that they stand for
/// themselves in HTML and XML.
std::string escaped(std::string_view words);

}  // namespace kongdi::server
