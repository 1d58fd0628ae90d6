// SPDX-License-Identifier: Apache-2.0
// The fields of the editor: each says what is wrong with it.
#include "core/logic/expression.hpp"
#include "core/question/typed_number.hpp"
#include "core/rules/questionnaire_check.hpp"
#include "shell/desk/questionnaire_parts.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

namespace {

std::string shown_number(const Value& value) {
    if (value.if_string() != nullptr) return *value.if_string();
    return value.is_number() ? logic::number_text(value.number_or(0)) : std::string();
}

}  // namespace

std::optional<Value> edit_words(const Editing& editing, std::string_view id, std::string_view label,
                                const Value& words, const std::string& path,
                                widgets::FieldKind kind) {
    std::optional<Value> changed;
    const Value::Map* languages = editing.document()["title"].if_map();
    if (languages == nullptr) return changed;
    const std::string whole = field_error(editing, path);
    widgets::Columns columns(static_cast<int>(languages->size()), 200);
    for (std::size_t i = 0; i < languages->size(); ++i) {
        if (i > 0) columns.next();
        const std::string& code = (*languages)[i].first;
        const std::string name = std::string(label) + " · " + language_name(editing.text, code);
        const std::string own = field_error(editing, path + "/" + code);
        widgets::FieldOptions options;
        options.label = name;
        options.kind = kind;
        options.lines = 2;
        options.max_code_points = static_cast<int>(kMaxLabel);
        options.error = own.empty() ? whole : own;
        const auto change =
            widgets::text_field(std::string(id) + "-" + code, words[code].string_or(""), options);
        if (!change || change->composing) continue;
        if (!changed) changed = words.if_map() != nullptr ? words : Value::map();
        // The title says which languages there are: none goes because it is empty for a moment.
        if (path == "/title")
            changed->set(code, change->value);
        else
            set_member(*changed, code, change->value);
    }
    return changed;
}

Value latest_document(const Editing& editing) {
    for (auto action = editing.out.rbegin(); action != editing.out.rend(); ++action)
        if (const auto* edit = action->get_if<EditQuestionnaire>()) return edit->document;
    return editing.document();
}

std::optional<std::string> edit_line(const Editing& editing, std::string_view id,
                                     std::string_view label, std::string_view value,
                                     const std::string& path, int most, std::string_view hint) {
    const std::string error = field_error(editing, path);
    widgets::FieldOptions options;
    options.label = label;
    options.hint = hint;
    options.error = error;
    options.max_code_points = most;
    const auto change = widgets::text_field(id, value, options);
    if (!change || change->composing) return std::nullopt;
    return change->value;
}

std::optional<Value> edit_number(const Editing& editing, std::string_view id,
                                 std::string_view label, const Value& value,
                                 const std::string& path, std::string_view placeholder) {
    const std::string error = field_error(editing, path);
    widgets::FieldOptions options;
    options.label = label;
    options.kind = widgets::FieldKind::Number;
    options.placeholder = placeholder;
    options.max_code_points = 20;
    options.error = error;
    const auto change = widgets::text_field(id, shown_number(value), options);
    if (!change || change->composing) return std::nullopt;
    return question::typed_number(change->value);
}

void set_member(Value& tree, std::string_view name, Value value) {
    const bool nothing = value.is_null() ||
                         (value.if_string() != nullptr && value.if_string()->empty()) ||
                         (value.if_map() != nullptr && value.if_map()->empty());
    if (nothing)
        tree.erase(name);
    else
        tree.set(name, std::move(value));
}

}  // namespace kongdi::shell::desk
