// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "core/codec/json.hpp"
#include "core/codec/xlsform.hpp"
#include "core/codec/xlsform_own.hpp"
#include "core/codec/xlsform_parts.hpp"
#include "core/codec/xlsform_table.hpp"
#include "core/question/typed_number.hpp"

namespace kongdi {

namespace {

using namespace xlsform;

std::string language_of_settings(const std::vector<SheetTable>& sheets) {
    const SheetReader settings(sheet_of(sheets, "settings"), "");
    if (settings.rows() < 2) return "zh";
    const std::string name = settings.text(1, "default_language");
    return name.empty() ? "zh" : column_of("x::" + name).language;
}

class Reader {
public:
    Reader(const std::vector<SheetTable>& sheets, const Catalogue& lists)
        : m_sheets(sheets),
          m_language(language_of_settings(sheets)),
          m_survey(sheet_of(sheets, "survey"), m_language),
          m_choices(sheet_of(sheets, "choices"), m_language),
          m_settings(sheet_of(sheets, "settings"), m_language),
          m_catalogue(lists) {}

    XlsFormRead read() {
        if (m_survey.rows() < 2) {
            fail(ErrorCode::FieldMissing, "survey");
            return std::move(m_out);
        }
        if (!check_columns(m_survey, m_out.errors)) return std::move(m_out);
        name_left_out(m_sheets, m_survey, m_choices, m_settings, m_out.left_out);
        read_settings();
        m_types.set_lists(lists_of(m_choices, m_out.errors));
        for (m_row = 1; m_row < m_survey.rows(); ++m_row)
            if (!m_survey.is_empty(m_row)) read_row();
        if (!m_open.empty())
            fail(ErrorCode::FieldFormat, m_survey.place(m_open.back().row, "type"));
        check_cells(m_survey, m_choices, m_out.errors);
        return std::move(m_out);
    }

private:
    struct Group {
        std::size_t row = 0;
        bool is_page = false;
        bool is_table = false;  // of scales, or with columns
        bool is_line = false;   // of a table with columns
        std::string relevant = {};
    };

    void fail(ErrorCode code, std::string place, std::string detail = {}) {
        m_out.errors.push_back({code, std::move(place), std::move(detail)});
    }

    void read_settings() {
        Questionnaire& out = m_out.questionnaire;
        if (m_settings.rows() < 2) {
            fail(ErrorCode::FieldMissing, "settings");
            return;
        }
        out.id = m_settings.text(1, "form_id");
        if (out.id.empty()) fail(ErrorCode::FieldMissing, m_settings.place(1, "form_id"));
        const std::string version = m_settings.text(1, "version");
        const Value number = question::typed_number(version);
        const Result<Value> written = parse_own_json(version);
        if (written && written->if_int() != nullptr)
            out.version = *written->if_int();
        else if (number.if_int() != nullptr)
            out.version = *number.if_int();
        else if (!version.empty())
            fail(ErrorCode::FieldType, m_settings.place(1, "version"));
        // The languages of the title are those of the form.
        out.title = m_settings.words(1, "form_title");
    }

    void read_row() {
        const std::string type = m_survey.text(m_row, "type");
        if (type == "begin_group" || type == "begin group") {
            begin_group();
        } else if (type == "end_group" || type == "end group") {
            end_group();
        } else if (type.starts_with("begin") || type.starts_with("end")) {
            // A repeat: its questions cannot be asked once instead.
            m_said.leave_out(m_row, "type", type);
            m_said.fail(ErrorCode::SheetUnsupported, m_row, "type", type);
        } else {
            read_question(type);
        }
    }

    bool inside_table() const {
        return !m_open.empty() && (m_open.back().is_table || m_open.back().is_line);
    }

    void begin_group() {
        Group group{.row = m_row};
        const std::string kind = own_word(m_survey.text(m_row, "kongdi"), "kind");
        group.relevant = m_survey.raw(m_row, "relevant");
        if (inside_table() &&
            (m_open.back().is_line || last_question().kind == QuestionKind::ScaleMatrix)) {
            // A row holds its cells and nothing else; one of scales is no group.
            group.is_line = true;
            m_said.fail(ErrorCode::FieldFormat, m_row, "name");
        } else if (inside_table()) {
            group.is_line = true;
            m_table.begin_line(m_row, last_question());
        } else if (kind == "matrix" || kind == "scale_matrix") {
            group.is_table = true;
            Question table = m_table.begin(
                m_row, kind == "matrix" ? QuestionKind::Matrix : QuestionKind::ScaleMatrix);
            page().questions.push_back(std::move(table));
        } else if (m_open.empty()) {
            group.is_page = true;
            m_out.questionnaire.pages.push_back(
                {m_survey.words(m_row, "label"), {}, group.relevant});
        } else if (!m_survey.words(m_row, "label").by_language.empty()) {
            m_said.leave_out(m_row, "label", "a group inside of a group is no page");
        }
        if (!group.is_line && !group.is_table)
            m_said.leave_out_cells(
                m_row, {"hint", "required", "constraint", "constraint_message", "calculation"});
        m_open.push_back(std::move(group));
    }

    void end_group() {
        if (m_open.empty()) {
            m_said.fail(ErrorCode::FieldFormat, m_row, "type");
            return;
        }
        const Group group = std::move(m_open.back());
        m_open.pop_back();
        if (group.is_line) m_table.end_line(last_question());
        if (group.is_table) m_table.end(last_question());
    }

    /// Questions outside of any group stand on a page that is named as the form.
    QuestionPage& page() {
        if (m_out.questionnaire.pages.empty() || m_open.empty()) {
            const bool needed = m_out.questionnaire.pages.empty() || !m_loose;
            if (needed) m_out.questionnaire.pages.push_back({m_out.questionnaire.title});
            m_loose = true;
        } else {
            m_loose = false;
        }
        return m_out.questionnaire.pages.back();
    }
    Question& last_question() { return m_out.questionnaire.pages.back().questions.back(); }

    void read_question(const std::string& type) {
        if (inside_table()) {
            Question& table = last_question();
            if (table.kind == QuestionKind::ScaleMatrix) return m_table.read_scale(m_row, table);
            return m_table.read_cell(m_row, m_open.back().is_line, table);
        }
        const std::string name = m_survey.text(m_row, "name");
        if (is_source_of_number(name, type)) return;
        Question question;
        question.name = name;
        if (name.empty()) m_said.fail(ErrorCode::FieldMissing, m_row, "name");
        if (!m_types.take(m_row, question)) return;
        question.label = m_survey.words(m_row, "label");
        question.hint = m_survey.words(m_row, "hint");
        take_required(m_survey, m_row, question);
        question.relevant = relevant_here();
        question.constraint_message = m_survey.words(m_row, "constraint_message");
        question.calculation = m_survey.raw(m_row, "calculation");
        question.multiline = question.kind == QuestionKind::Text &&
                             m_survey.text(m_row, "appearance") == "multiline";
        take_own_words(m_survey.text(m_row, "kongdi"), question);
        if (question.constraint.empty())
            question.constraint = own_constraint(question, m_survey.raw(m_row, "constraint"));
        if (type == "integer") add_constraint(question, ". mod 1 = 0");
        for (const ListItem& item : m_types.list(name + ".presets"))
            question.presets.push_back({number_in(item.choice.code, 0), item.choice.label});
        page().questions.push_back(std::move(question));
    }

    /// Groups inside of a page have no place of their own: what they ask for goes to each question.
    std::string relevant_here() const {
        std::string out = m_survey.raw(m_row, "relevant");
        for (const Group& group : m_open) {
            if (group.is_page || group.relevant.empty()) continue;
            out = out.empty() ? group.relevant : "(" + group.relevant + ") and (" + out + ")";
        }
        return out;
    }

    static void add_constraint(Question& question, const std::string& more) {
        question.constraint =
            question.constraint.empty() ? more : "(" + question.constraint + ") and (" + more + ")";
    }

    /// Without what was put in front when it was written.
    static std::string own_constraint(const Question& question, std::string text) {
        const std::string limits = limits_of(question);
        if (limits.empty() || text == limits) return text == limits ? std::string() : text;
        const std::string front = "(" + limits + ") and (";
        if (text.starts_with(front) && text.ends_with(')'))
            return text.substr(front.size(), text.size() - front.size() - 1);
        return text;
    }

    /// "floor_area.source" behind the number floor_area: how it was come by.
    bool is_source_of_number(const std::string& name, const std::string& type) {
        if (m_out.questionnaire.pages.empty() || m_out.questionnaire.pages.back().questions.empty())
            return false;
        Question& before = last_question();
        if (before.kind != QuestionKind::Number || name != before.name + ".source" ||
            type != "select_one " + before.name + ".sources")
            return false;
        for (const ListItem& item : m_types.list(before.name + ".sources"))
            before.sources.push_back(
                {item.choice.code, item.choice.label, item.low_factor, item.high_factor});
        return true;
    }

    const std::vector<SheetTable>& m_sheets;
    std::string m_language;
    SheetReader m_survey;
    SheetReader m_choices;
    SheetReader m_settings;
    const Catalogue& m_catalogue;
    XlsFormRead m_out = {};
    Said m_said{m_survey, m_out};
    TypeReader m_types{m_survey, m_catalogue, m_said};
    TableReader m_table{m_survey, m_types, m_said};
    std::vector<Group> m_open = {};
    std::size_t m_row = 0;
    bool m_loose = false;
};

}  // namespace

XlsFormRead read_xlsform(const std::vector<SheetTable>& sheets, const Catalogue& lists) {
    return Reader(sheets, lists).read();
}

}  // namespace kongdi
