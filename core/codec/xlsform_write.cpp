// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "core/codec/json.hpp"
#include "core/codec/xlsform.hpp"
#include "core/codec/xlsform_parts.hpp"

namespace kongdi {

namespace xlsform {

std::string limits_of(const Question& question) {
    std::string out;
    const auto add = [&out](std::string_view text, double number) {
        if (!out.empty()) out += " and ";
        out += text;
        append_number(out, number);
    };
    if (question.kind == QuestionKind::Number) {
        if (question.min) add(". >= ", *question.min);
        if (question.max) add(". <= ", *question.max);
    }
    if (question.kind == QuestionKind::Text && question.max_length > 0)
        add("string-length(.) <= ", static_cast<double>(question.max_length));
    return out;
}

namespace {

void replace_all(std::string& text, const std::string& what, const std::string& with) {
    for (std::size_t at = text.find(what); at != std::string::npos;
         at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
}

}  // namespace

std::string with_prefix(std::string text, const Question& matrix, std::string_view prefix) {
    for (const Question& column : matrix.columns)
        replace_all(text, "${" + column.name + "}", "${" + std::string(prefix) + column.name + "}");
    return text;
}

std::string without_prefix(std::string text, std::string_view prefix) {
    replace_all(text, "${" + std::string(prefix), "${");
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
    std::vector<SheetTable> write(const Questionnaire& questionnaire) {
        for (std::size_t i = 0; i < questionnaire.pages.size(); ++i) {
            const QuestionPage& page = questionnaire.pages[i];
            begin_group("page_" + std::to_string(i + 1), page.title, "field-list");
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
            question.choices_from.empty() ? question.name : question.choices_from;
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
            return has_list(type) ? type + " " + list_of_choices(question) : type;
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
        m_survey.set("constraint", limits.empty() ? question.constraint
                                   : question.constraint.empty()
                                       ? limits
                                       : "(" + limits + ") and (" + question.constraint + ")");
        m_survey.set_words("constraint_message", question.constraint_message);
        m_survey.set("calculation", question.calculation);
        if (question.multiline) m_survey.set("appearance", "multiline");
        m_survey.set("kongdi", own_words(question));
    }

    /// "min=1 max=100 unit=m2"
    static std::string own_words(const Question& question) {
        std::string out;
        const auto add = [&out](std::string_view name, const std::string& value) {
            if (!out.empty()) out += ' ';
            out.append(name).append("=").append(value);
        };
        const auto number = [](double value) {
            std::string text;
            append_number(text, value);
            return text;
        };
        if (question.min) add("min", number(*question.min));
        if (question.max) add("max", number(*question.max));
        if (question.max_length != 0) add("max_length", std::to_string(question.max_length));
        if (!question.unit.empty()) add("unit", question.unit);
        return out;
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
        std::string own = "kind=" + std::string(kind);
        if (!question.choices_from.empty()) own += " from=" + question.choices_from;
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
        }
        end_group();
    }

    void write_matrix(const Question& question) {
        begin_matrix(question, "matrix");
        for (const Choice& row : question.choices) {
            const std::string prefix = question.name + "." + row.code;
            begin_group(prefix, row.label, "field-list");
            for (const Question& column : question.columns) {
                Question cell = column;
                if (!cell.choices.empty() && cell.choices_from.empty())
                    cell.choices_from = question.name + "." + column.name;  // one list for all rows
                // Steps, too, have one list.
                const std::string name = prefix + "." + column.name;
                m_survey_type_name = question.name + "." + column.name;
                write_cell(cell, name, with_prefix(column.relevant, question, prefix + "."));
            }
            end_group();
        }
        end_group();
    }

    void write_cell(const Question& cell, const std::string& name, const std::string& relevant) {
        const std::string type =
            cell.kind == QuestionKind::Scale
                ? "select_one " + list_of_steps(cell, m_survey_type_name, false)
                : "select_one " + list_of_choices(cell);
        m_survey.begin_row();
        m_survey.set("type", type);
        m_survey.set("name", name);
        m_survey.set_words("label", cell.label);
        m_survey.set_words("hint", cell.hint);
        m_survey.set("relevant", relevant);
    }

    Sheet m_survey{"survey", {"type", "name"}};
    Sheet m_choices{"choices", {"list_name", "name"}};
    Sheet m_settings{"settings", {"form_title", "form_id", "version", "default_language"}};
    std::vector<std::string> m_lists = {};
    std::string m_survey_type_name = {};
};

}  // namespace

std::vector<SheetTable> xlsform_of(const Questionnaire& questionnaire) {
    return Writer().write(questionnaire);
}

}  // namespace kongdi
