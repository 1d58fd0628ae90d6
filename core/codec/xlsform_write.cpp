// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "core/base/text.hpp"
#include "core/codec/json.hpp"
#include "core/codec/xlsform.hpp"
#include "core/codec/xlsform_own.hpp"
#include "core/codec/xlsform_parts.hpp"
#include "core/logic/expression.hpp"

namespace kongdi {

namespace xlsform {

std::string limits_of(const Question& question) {
    std::string out;
    const auto add = [&out](std::string_view text, double number) {
        std::string digits;
        append_number(digits, number);
        // Expressions have no exponents; the column of our own says it all the same.
        if (digits.find('e') != std::string::npos) return;
        if (!out.empty()) out += " and ";
        out.append(text).append(digits);
    };
    if (question.kind == QuestionKind::Number) {
        if (question.min) add(". >= ", *question.min);
        if (question.max) add(". <= ", *question.max);
    }
    if (question.kind == QuestionKind::Text && question.max_length > 0)
        add("string-length(.) <= ", static_cast<double>(question.max_length));
    return out;
}

std::string with_prefix(std::string_view text, const Question& matrix, std::string_view prefix) {
    std::string out;
    for (;;) {
        const std::size_t at = text.find("${");
        const std::size_t end = text.find('}', std::min(at, text.size()));
        if (end == std::string_view::npos) return out.append(text);
        const std::string_view name = trimmed(text.substr(at + 2, end - at - 2));
        const bool is_column =
            std::any_of(matrix.columns.begin(), matrix.columns.end(),
                        [&](const Question& column) { return column.name == name; });
        if (is_column)
            out.append(text.substr(0, at)).append("${").append(prefix).append(name).append("}");
        else
            out.append(text.substr(0, end + 1));
        text.remove_prefix(end + 1);
    }
}

std::string without_prefix(std::string text, std::string_view prefix) {
    const std::string what = "${" + std::string(prefix);
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 2))
        text.replace(at, what.size(), "${");
    return text;
}

}  // namespace xlsform

namespace {

using namespace xlsform;

/// A sheet that grows columns as rows need them.
class Sheet {
public:
    Sheet(std::string name, std::vector<std::string> columns)
        : m_table{std::move(name), {std::move(columns)}} {}

    void begin_row() { m_table.rows.emplace_back(m_table.rows[0].size()); }
    void set(std::string_view column, std::string_view value) {
        if (value.empty()) return;
        std::vector<std::string>& names = m_table.rows[0];
        auto at = std::find(names.begin(), names.end(), column);
        if (at == names.end()) at = names.insert(names.end(), std::string(column));
        const auto index = static_cast<std::size_t>(at - names.begin());
        std::vector<std::string>& row = m_table.rows.back();
        if (row.size() <= index) row.resize(index + 1);
        row[index] = value;
    }
    void set_words(std::string_view column, const LocalText& text) {
        for (const auto& entry : text.by_language)
            set(std::string(column) + "::" + language_name(entry.first), entry.second);
    }
    SheetTable finish() {
        for (auto& row : m_table.rows) row.resize(m_table.rows[0].size());
        return std::move(m_table);
    }

private:
    SheetTable m_table;
};

class Writer {
public:
    explicit Writer(const Questionnaire& questionnaire) : m_questionnaire(questionnaire) {}

    std::vector<SheetTable> write() {
        const Questionnaire& questionnaire = m_questionnaire;
        for (std::size_t i = 0; i < questionnaire.pages.size(); ++i) {
            const QuestionPage& page = questionnaire.pages[i];
            begin_group(free_name("page_" + std::to_string(i + 1)), page.title, "field-list");
            m_survey.set("relevant", page.relevant);
            for (const Question& question : page.questions) write_question(question);
            end_group();
        }
        m_settings.begin_row();
        const LocalText& title = questionnaire.title;
        m_settings.set("form_title", title.by_language.empty() ? "" : title.by_language[0].second);
        m_settings.set("form_id", questionnaire.id);
        m_settings.set("version", std::to_string(questionnaire.version));
        if (!title.by_language.empty())
            m_settings.set("default_language", language_name(title.by_language[0].first));
        m_settings.set_words("form_title", title);
        return {m_survey.finish(), m_choices.finish(), m_settings.finish()};
    }

private:
    void begin_group(const std::string& name, const LocalText& label, std::string_view appearance) {
        m_survey.begin_row();
        m_survey.set("type", "begin_group");
        m_survey.set("name", name);
        m_survey.set_words("label", label);
        m_survey.set("appearance", appearance);
    }
    void end_group() {
        m_survey.begin_row();
        m_survey.set("type", "end_group");
    }

    /// Names of questions are taken.
    std::string free_name(std::string name) const {
        while (m_questionnaire.find(name) != nullptr) name += '_';
        return name;
    }
    /// Of a question's own choices: as the question, unless a list of this name is something else.
    std::string own_list(const std::string& name) const {
        constexpr std::array<std::string_view, 4> kReserved{"scale", "scale_or_none", "facilities",
                                                            "space_types"};
        const bool taken = std::find(kReserved.begin(), kReserved.end(), name) != kReserved.end();
        return taken ? free_name(name + '_') : name;
    }
    bool has_list(const std::string& name) {
        if (std::find(m_lists.begin(), m_lists.end(), name) != m_lists.end()) return true;
        m_lists.push_back(name);
        return false;
    }
    void add_choice(const std::string& list, std::string_view code, const LocalText& label) {
        m_choices.begin_row();
        m_choices.set("list_name", list);
        m_choices.set("name", code);
        m_choices.set_words("label", label);
    }
    std::string list_of_choices(const Question& question) {
        const std::string list =
            question.choices_from.empty() ? own_list(question.name) : question.choices_from;
        if (has_list(list)) return list;
        for (const Choice& choice : question.choices) {
            add_choice(list, choice.code, choice.label);
            m_choices.set("icon", choice.icon);
        }
        return list;
    }
    std::string list_of_steps(const Question& question, const std::string& name, bool none_here) {
        const std::string list = !question.steps.empty() ? name + ".steps"
                                 : none_here             ? "scale_or_none"
                                                         : "scale";
        if (has_list(list)) return list;
        for (std::size_t i = 0; i < kScaleCodes.size() - (none_here ? 0 : 1); ++i) {
            const bool own = i < question.steps.size();
            add_choice(
                list, kScaleCodes[i],
                own ? question.steps[question.steps.size() - 1 - i] : scale_words(kScaleKeys[i]));
        }
        return list;
    }

    void write_question(const Question& question) {
        switch (question.kind) {
            case QuestionKind::Matrix: write_matrix(question); return;
            case QuestionKind::ScaleMatrix: write_scale_matrix(question); return;
            default: break;
        }
        write_row(question, question.name, question.relevant);
        if (question.kind == QuestionKind::Number && !question.sources.empty())
            write_sources(question);
        for (const NumberPreset& preset : question.presets) {
            std::string value;
            append_number(value, preset.value);
            add_choice(question.name + ".presets", value, preset.label);
        }
    }

    std::string type_of(const Question& question, const std::string& name) {
        if (question.kind == QuestionKind::Scale)
            return "select_one " + list_of_steps(question, name, false);
        for (const TypeRow& row : kTypes) {
            if (row.kind != question.kind) continue;
            const std::string type(row.type);
            return names_list(type) ? type + " " + list_of_choices(question) : type;
        }
        return {};
    }

    void write_row(const Question& question, const std::string& name, const std::string& relevant) {
        const std::string type = type_of(question, name);
        m_survey.begin_row();
        m_survey.set("type", type);
        m_survey.set("name", name);
        m_survey.set_words("label", question.label);
        m_survey.set_words("hint", question.hint);
        m_survey.set("required", question.required ? "yes" : question.required_when);
        m_survey.set("relevant", relevant);
        const std::string limits = limits_of(question);
        std::string constraint =
            limits.empty() ? question.constraint
            : question.constraint.empty()
                ? limits
                : std::string("(").append(limits).append(") and (") + question.constraint + ")";
        std::string own = own_words(question);
        if (!constraint.empty() && !logic::read_expression(constraint)) {
            // Both together are too long for an expression.
            add_own_word(own, "constraint", question.constraint);
            constraint = limits;
        }
        m_survey.set("constraint", constraint);
        m_survey.set_words("constraint_message", question.constraint_message);
        m_survey.set("calculation", question.calculation);
        if (question.multiline && question.kind == QuestionKind::Text)
            m_survey.set("appearance", "multiline");
        m_survey.set("kongdi", own);
    }

    void write_sources(const Question& question) {
        const std::string list = question.name + ".sources";
        for (const NumberSource& source : question.sources) {
            add_choice(list, source.code, source.label);
            std::string low, high;
            append_number(low, source.low_factor);
            append_number(high, source.high_factor);
            m_choices.set("low_factor", low);
            m_choices.set("high_factor", high);
        }
        m_survey.begin_row();
        m_survey.set("type", "select_one " + list);
        m_survey.set("name", question.name + ".source");
        m_survey.set_words("label", scale_words("number.source"));
        m_survey.set("relevant", "${" + question.name + "} != ''");
    }

    void begin_matrix(const Question& question, std::string_view kind) {
        begin_group(question.name, question.label, "field-list");
        m_survey.set_words("hint", question.hint);
        m_survey.set("relevant", question.relevant);
        m_survey.set("required", question.required ? "yes" : question.required_when);
        m_survey.set("constraint", question.constraint);
        m_survey.set_words("constraint_message", question.constraint_message);
        std::string own;
        add_own_word(own, "kind", kind);
        if (!question.choices_from.empty()) add_own_word(own, "from", question.choices_from);
        if (const std::string more = own_words(question); !more.empty()) own += ' ' + more;
        m_survey.set("kongdi", own);
    }

    void set_icon(const Question& table, const Choice& row) {
        std::string own;
        if (table.choices_from.empty() && !row.icon.empty()) add_own_word(own, "icon", row.icon);
        m_survey.set("kongdi", own);
    }

    void write_scale_matrix(const Question& question) {
        begin_matrix(question, "scale_matrix");
        const std::string type = "select_one " + list_of_steps(question, question.name, true);
        for (const Choice& row : question.choices) {
            m_survey.begin_row();
            m_survey.set("type", type);
            m_survey.set("name", question.name + "." + row.code);
            m_survey.set_words("label", row.label);
            set_icon(question, row);
        }
        end_group();
    }

    /// Is the logic of a column known again from that of each row?
    static bool comes_back(const Question& column, const Question& table) {
        return std::all_of(table.choices.begin(), table.choices.end(), [&](const Choice& row) {
            const std::string prefix = table.name + "." + row.code + ".";
            const std::string text = with_prefix(column.relevant, table, prefix);
            return without_prefix(text, prefix) == column.relevant &&
                   (text.empty() || logic::read_expression(text));
        });
    }

    void write_matrix(const Question& question) {
        begin_matrix(question, "matrix");
        for (const Choice& row : question.choices) {
            const std::string prefix = question.name + "." + row.code;
            begin_group(prefix, row.label, "field-list");
            set_icon(question, row);
            for (const Question& column : question.columns) write_cell(question, column, prefix);
            end_group();
        }
        end_group();
    }

    /// Lists of choices and steps are the same in all rows.
    void write_cell(const Question& table, const Question& column, const std::string& row) {
        const std::string list = table.name + "." + column.name;
        Question cell = column;
        if (cell.choices_from.empty()) cell.choices_from = list;
        std::string own = own_words(column);
        if (!comes_back(column, table)) add_own_word(own, "relevant", column.relevant);
        std::string relevant = with_prefix(column.relevant, table, row + ".");
        if (!logic::read_expression(relevant)) relevant.clear();  // too long with its prefixes
        m_survey.begin_row();
        m_survey.set("type", "select_one " + (cell.kind == QuestionKind::Scale
                                                  ? list_of_steps(cell, list, false)
                                                  : list_of_choices(cell)));
        m_survey.set("name", row + "." + column.name);
        m_survey.set_words("label", column.label);
        m_survey.set_words("hint", column.hint);
        m_survey.set("relevant", relevant);
        m_survey.set("kongdi", own);
    }

    const Questionnaire& m_questionnaire;
    Sheet m_survey{"survey", {"type", "name"}};
    Sheet m_choices{"choices", {"list_name", "name"}};
    Sheet m_settings{"settings", {"form_title", "form_id", "version", "default_language"}};
    std::vector<std::string> m_lists = {};
};

}  // namespace

std::vector<SheetTable> xlsform_of(const Questionnaire& questionnaire) {
    return Writer(questionnaire).write();
}

}  // namespace kongdi
