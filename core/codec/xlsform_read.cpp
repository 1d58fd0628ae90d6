// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "core/codec/xlsform.hpp"
#include "core/codec/xlsform_parts.hpp"
#include "core/codec/xlsform_sheet.hpp"
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
        : m_language(language_of_settings(sheets)),
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
        name_unknown_columns();
        read_settings();
        m_lists = lists_of(m_choices, m_out.errors);
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
    void leave_out(std::string place, std::string what) {
        m_out.left_out.push_back({ErrorCode::SheetUnsupported, std::move(place), std::move(what)});
    }

    void name_unknown_columns() {
        constexpr std::array<std::string_view, 12> kKnown{
            "type",        "name",       "label",      "hint",
            "required",    "relevant",   "constraint", "constraint_message",
            "calculation", "appearance", "kongdi",     ""};
        for (std::size_t i = 0; i < m_survey.columns().size(); ++i) {
            const std::string& name = m_survey.columns()[i].name;
            if (std::find(kKnown.begin(), kKnown.end(), name) != kKnown.end()) continue;
            for (std::size_t row = 1; row < m_survey.rows(); ++row)
                if (!m_survey.cell(row, i).empty()) {
                    leave_out("survey!" + cell_name(i, 0), name);
                    break;
                }
        }
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
        if (number.if_int() != nullptr)
            out.version = *number.if_int();
        else if (!version.empty())
            fail(ErrorCode::FieldType, m_settings.place(1, "version"));
        // The languages of the title are those of the form.
        out.title = m_settings.words(1, "form_title");
        LocalText title;
        for (const auto& entry : out.title.by_language) {
            const auto same = [&](const auto& other) { return other.first == entry.first; };
            if (std::none_of(title.by_language.begin(), title.by_language.end(), same))
                title.by_language.push_back(entry);
        }
        out.title = title;
    }

    void read_row() {
        const std::string type = m_survey.text(m_row, "type");
        if (type == "begin_group" || type == "begin group") {
            begin_group();
        } else if (type == "end_group" || type == "end group") {
            if (m_open.empty())
                fail(ErrorCode::FieldFormat, m_survey.place(m_row, "type"));
            else
                m_open.pop_back();
        } else if (type.starts_with("begin") || type.starts_with("end")) {
            // A repeat: its questions cannot be asked once instead.
            leave_out(m_survey.place(m_row, "type"), type);
            fail(ErrorCode::SheetUnsupported, m_survey.place(m_row, "type"), type);
        } else {
            read_question(type);
        }
    }

    bool inside_table() const {
        return !m_open.empty() && (m_open.back().is_table || m_open.back().is_line);
    }

    void begin_group() {
        Group group{.row = m_row};
        const std::string own = m_survey.text(m_row, "kongdi");
        const std::string kind = own_word(own, "kind");
        group.relevant = m_survey.text(m_row, "relevant");
        if (inside_table() &&
            (m_open.back().is_line || last_question().kind == QuestionKind::ScaleMatrix)) {
            // A row holds its cells and nothing else; one of scales is no group.
            group.is_line = true;
            fail(ErrorCode::FieldFormat, m_survey.place(m_row, "name"));
        } else if (inside_table()) {
            group.is_line = true;
            Question& table = last_question();
            table.choices.push_back({line_code(table), m_survey.words(m_row, "label"), {}, {}});
            m_first_line = table.choices.size() == 1;
        } else if (kind == "matrix" || kind == "scale_matrix") {
            group.is_table = true;
            Question table;
            table.name = m_survey.text(m_row, "name");
            table.kind = kind == "matrix" ? QuestionKind::Matrix : QuestionKind::ScaleMatrix;
            table.label = m_survey.words(m_row, "label");
            table.hint = m_survey.words(m_row, "hint");
            table.relevant = group.relevant;
            take_required(table);
            table.constraint = m_survey.text(m_row, "constraint");
            table.constraint_message = m_survey.words(m_row, "constraint_message");
            table.choices_from = own_word(own, "from");
            page().questions.push_back(std::move(table));
        } else if (m_open.empty()) {
            group.is_page = true;
            m_out.questionnaire.pages.push_back(
                {m_survey.words(m_row, "label"), {}, group.relevant});
        } else if (!m_survey.words(m_row, "label").by_language.empty()) {
            leave_out(m_survey.place(m_row, "label"), "a group inside of a group is no page");
        }
        m_open.push_back(std::move(group));
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

    /// "services.ELD02" to "ELD02".
    std::string line_code(const Question& table) {
        const std::string name = m_survey.text(m_row, "name");
        if (!name.starts_with(table.name + ".")) {
            fail(ErrorCode::FieldFormat, m_survey.place(m_row, "name"));
            return name;
        }
        return name.substr(table.name.size() + 1);
    }

    void read_question(const std::string& type) {
        if (inside_table() && last_question().kind == QuestionKind::ScaleMatrix) {
            Question& table = last_question();
            table.choices.push_back({line_code(table), m_survey.words(m_row, "label"), {}, {}});
            if (table.choices.size() == 1) take_steps(list_name(type), table);
            return finish_from(table);
        }
        if (inside_table()) return read_cell(type);
        const std::string name = m_survey.text(m_row, "name");
        if (is_source_of_number(name, type)) return;
        Question question;
        question.name = name;
        if (name.empty()) fail(ErrorCode::FieldMissing, m_survey.place(m_row, "name"));
        if (!take_type(type, question)) return;
        question.label = m_survey.words(m_row, "label");
        question.hint = m_survey.words(m_row, "hint");
        take_required(question);
        question.relevant = relevant_here();
        question.constraint_message = m_survey.words(m_row, "constraint_message");
        question.calculation = m_survey.text(m_row, "calculation");
        take_own(m_survey.text(m_row, "kongdi"), question);
        question.constraint = own_constraint(question, m_survey.text(m_row, "constraint"));
        if (type == "integer") add_constraint(question, ". mod 1 = 0");
        question.multiline = question.kind == QuestionKind::Text &&
                             m_survey.text(m_row, "appearance") == "multiline";
        if (const auto presets = m_lists.find(name + ".presets"); presets != m_lists.end())
            for (const ListItem& item : presets->second)
                question.presets.push_back(
                    {question::typed_number(item.choice.code).number_or(0), item.choice.label});
        page().questions.push_back(std::move(question));
    }

    void take_required(Question& question) {
        const std::string required = m_survey.text(m_row, "required");
        const auto says = [&required](std::string_view word) { return required == word; };
        question.required = says("yes") || says("true()") || says("TRUE");
        if (!question.required && !says("no") && !says("false()") && !says("FALSE"))
            question.required_when = required;
    }

    /// Groups inside of a page have no place of their own: what they ask for goes to each question.
    std::string relevant_here() const {
        std::string out = m_survey.text(m_row, "relevant");
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

    static void take_own(const std::string& own, Question& question) {
        const auto number = [&own](std::string_view name) {
            const Value value = question::typed_number(own_word(own, name));
            return value.is_number() ? std::optional(value.number_or(0)) : std::nullopt;
        };
        question.min = number("min");
        question.max = number("max");
        question.max_length = static_cast<std::int64_t>(number("max_length").value_or(0));
        question.unit = own_word(own, "unit");
    }

    /// "floor_area.source" behind the number floor_area: how it was come by.
    bool is_source_of_number(const std::string& name, const std::string& type) {
        if (m_out.questionnaire.pages.empty() || m_out.questionnaire.pages.back().questions.empty())
            return false;
        Question& before = last_question();
        if (before.kind != QuestionKind::Number || name != before.name + ".source" ||
            type != "select_one " + before.name + ".sources")
            return false;
        for (const ListItem& item : m_lists[before.name + ".sources"])
            before.sources.push_back(
                {item.choice.code, item.choice.label, item.low_factor, item.high_factor});
        return true;
    }

    bool take_type(const std::string& type, Question& question) {
        const std::string first = type.substr(0, type.find(' '));
        for (const TypeRow& row : kTypes) {
            if (row.type != first) continue;
            question.kind = row.kind;
            if (!names_list(first)) return true;
            const std::string list = list_name(type);
            if (first == "select_one" && take_steps(list, question)) {
                question.kind = QuestionKind::Scale;
                return true;
            }
            return take_list(list, question);
        }
        leave_out(m_survey.place(m_row, "type"), type);
        return false;
    }

    std::string list_name(const std::string& type) {
        std::string list =
            type.find(' ') == std::string::npos ? std::string() : type.substr(type.find(' ') + 1);
        constexpr std::string_view kOther = " or_other";
        if (list.ends_with(kOther)) {
            leave_out(m_survey.place(m_row, "type"), "or_other");
            list.resize(list.size() - kOther.size());
        }
        return list;
    }

    bool take_list(const std::string& list, Question& question) {
        const auto found = m_lists.find(list);
        if (found == m_lists.end()) {
            fail(ErrorCode::FieldChoice, m_survey.place(m_row, "type"), list);
            return false;
        }
        for (const ListItem& item : found->second) question.choices.push_back(item.choice);
        question.choices_from = list == "facilities" || list == "space_types" ? list : "";
        finish_from(question);
        return true;
    }

    /// A list of the catalogue is taken from there, if it is the same.
    void finish_from(Question& question) {
        if (question.choices_from.empty()) return;
        std::vector<Choice> known;
        if (question.choices_from == "space_types")
            for (const SpaceType& one : m_catalogue.space_types)
                known.push_back({one.code, one.label, one.icon});
        if (question.choices_from == "facilities")
            for (const FacilityKind& one : m_catalogue.facilities)
                known.push_back({one.code, one.label, {}});
        if (known.size() > question.choices.size() && inside_table()) return;  // more rows to come
        const bool same =
            std::equal(known.begin(), known.end(), question.choices.begin(), question.choices.end(),
                       [](const Choice& a, const Choice& b) { return a.code == b.code; });
        if (same)
            question.choices = std::move(known);
        else
            question.choices_from.clear();
    }

    /// True when the list is a scale of five steps.
    bool take_steps(const std::string& list, Question& question) {
        const auto found = m_lists.find(list);
        if (found == m_lists.end()) return false;
        const std::vector<ListItem>& items = found->second;
        if (items.size() < 6 || items.size() > kScaleCodes.size()) return false;
        for (std::size_t i = 0; i < items.size(); ++i)
            if (items[i].choice.code != kScaleCodes[i]) return false;
        bool standard = true;
        for (std::size_t i = 0; i < 5; ++i)
            for (const auto& entry : items[i].choice.label.by_language)
                standard = standard && entry.second == scale_words(kScaleKeys[i]).in(entry.first);
        question.steps.clear();
        for (std::size_t i = 0; !standard && i < 5; ++i)
            question.steps.push_back(items[4 - i].choice.label);
        return true;
    }

    /// The cells of the first row say what the columns are; those of the others follow.
    void read_cell(const std::string& type) {
        Question& table = last_question();
        const std::string name = m_survey.text(m_row, "name");
        const std::string prefix =
            m_open.back().is_line ? table.name + "." + table.choices.back().code + "." : "";
        if (prefix.empty() || !name.starts_with(prefix)) {
            fail(ErrorCode::FieldFormat, m_survey.place(m_row, "name"));
            return;
        }
        if (!m_first_line) return finish_from(table);
        Question column;
        column.name = name.substr(prefix.size());
        column.label = m_survey.words(m_row, "label");
        column.hint = m_survey.words(m_row, "hint");
        column.relevant = without_prefix(m_survey.text(m_row, "relevant"), prefix);
        if (take_type(type, column)) table.columns.push_back(std::move(column));
    }

    std::string m_language;
    SheetReader m_survey;
    SheetReader m_choices;
    SheetReader m_settings;
    const Catalogue& m_catalogue;
    Lists m_lists = {};
    std::vector<Group> m_open = {};
    std::size_t m_row = 0;
    bool m_loose = false;
    bool m_first_line = false;
    XlsFormRead m_out = {};
};

}  // namespace

XlsFormRead read_xlsform(const std::vector<SheetTable>& sheets, const Catalogue& lists) {
    return Reader(sheets, lists).read();
}

}  // namespace kongdi
