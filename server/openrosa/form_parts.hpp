// SPDX-License-Identifier: Apache-2.0
// The four parts of a form while it is written: the instance, its binds, its words, its controls.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/model/local_text.hpp"
#include "server/openrosa/xml.hpp"

namespace kongdi::server::openrosa {

/// What holds of a node; empty members say nothing.
struct Bind {
    std::string nodeset = {};
    std::string type = "string";
    std::string relevant = {};
    std::string required = {};
    std::string constraint = {};
    LocalText constraint_message = {};
    std::string calculate = {};
    bool readonly = false;
};

/// An item of a list: value and words.
struct FormItem {
    std::string value = {};
    LocalText label = {};
};

class FormParts {
public:
    explicit FormParts(std::vector<std::string> languages) : m_languages(std::move(languages)) {}

    XmlWriter instance = {};
    XmlWriter controls = {};

    void bind(const Bind& bind);
    /// A bind of the form's own data that the client fills in: "uid", or "timestamp" of "end".
    void bind_preload(const std::string& nodeset, const std::string& type,
                      const std::string& preload, const std::string& parameter);

    /// Words as jr:itext('id'); the same id twice is the same words.
    std::string words(const std::string& id, const LocalText& text);
    void label(const std::string& id, const LocalText& text);
    void hint(const std::string& id, const LocalText& text);
    /// Items whose words are those of the list, however often the list is asked from.
    void items(const std::string& list, const std::vector<FormItem>& items);

    /// <itext>…</itext> and the binds.
    std::string take_words();
    std::string take_binds() { return m_binds.take(); }
    const std::vector<std::string>& languages() const { return m_languages; }

private:
    const std::vector<std::string> m_languages;
    XmlWriter m_binds = {};
    std::vector<std::pair<std::string, LocalText>> m_words = {};
};

/// Both texts, one above the other, in each language that the first has.
LocalText below(const LocalText& first, const LocalText& second, std::string_view between = "\n");

/// "(a) and (b)"; one alone as it is.
std::string all_of(const std::string& a, const std::string& b);

}  // namespace kongdi::server::openrosa
