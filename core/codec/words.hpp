// SPDX-License-Identifier: Apache-2.0
// Words of a language by their keys, for the screens and for the server's own pages: the language
// files of web/assets/lang, for workers and planners also desk_lang, for the server also
// plain_lang.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kongdi {

enum class Language : std::uint8_t { Zh, En };

/// "zh", as language files and the texts of the catalogue name it.
std::string_view language_code(Language language);
/// "zh-CN", as <html lang> wants it.
std::string_view language_tag(Language language);
/// The first known one of a list like "en-GB,zh-CN"; Chinese when there is none.
Language language_of(std::string_view tags);

/// A name in braces and what stands for it.
struct WordArgument {
    std::string_view name;
    std::string value;

    WordArgument(std::string_view n, std::string_view v) : name(n), value(v) {}
    WordArgument(std::string_view n, const char* v) : name(n), value(v) {}
    WordArgument(std::string_view n, std::string v) : name(n), value(std::move(v)) {}
    WordArgument(std::string_view n, std::int64_t v) : name(n), value(std::to_string(v)) {}
    WordArgument(std::string_view n, int v) : name(n), value(std::to_string(v)) {}
    WordArgument(std::string_view n, std::size_t v) : name(n), value(std::to_string(v)) {}
};

/// Looks up keys of the language files.
///   words("home.title")   words("home.queue", {{"count", 2}})
class Words {
public:
    /// Loads the embedded language files.
    explicit Words(Language language);
    /// From the text of a language file: one flat object of strings. For tests.
    Words(Language language, std::string_view json);

    Language language() const { return m_language; }

    /// Valid as long as this object. A key nobody translated is its own text.
    std::string_view operator()(std::string_view key) const;
    /// With {name} replaced; "{{" is a brace.
    std::string operator()(std::string_view key,
                           std::initializer_list<WordArgument> arguments) const;
    bool has(std::string_view key) const;

private:
    void add(std::string_view json);

    std::vector<std::pair<std::string, std::string>> m_entries;  // sorted by key
    Language m_language;
};

}  // namespace kongdi
