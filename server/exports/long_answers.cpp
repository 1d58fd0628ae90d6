// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <map>

#include "core/codec/json.hpp"
#include "server/exports/answer_rows.hpp"

namespace kongdi::server {

namespace {

using A = AnswerLine;
using L = Labels;
using S = CellSink;
using T = CellType;
using C = CodeList;

/// As CSV has it; empty for what a person wrote.
std::string code_of(const AnswerCell& cell) {
    if (const auto* code = std::get_if<std::string_view>(&cell)) return std::string(*code);
    if (const auto* whole = std::get_if<std::int64_t>(&cell)) return std::to_string(*whole);
    std::string out;
    if (const auto* number = std::get_if<double>(&cell)) append_number(out, *number);
    return out;
}

void put_value(const A& line, const L&, S& out) {
    if (const auto* words = std::get_if<FreeText>(&line.cell)) return out.text(words->text);
    out.plain(code_of(line.cell));
}

void put_value_label(const A& line, const L&, S& out) {
    if (line.column->own_codes == nullptr) return out.none();
    const std::string code = code_of(line.cell);
    for (const CodeRow& row : line.column->own_codes->rows)
        if (row.code == code) return out.text(row.label);
    out.none();
}

void put_value_number(const A& line, const L&, S& out) {
    if (const auto* whole = std::get_if<std::int64_t>(&line.cell))
        return out.number(static_cast<double>(*whole));
    if (const auto* number = std::get_if<double>(&line.cell)) return out.number(*number);
    out.none();
}

template <double Wgs84Point::*Member>
void put_degrees(const A& line, const L&, S& out) {
    if (line.record->point)
        out.degrees((*line.record->point).*Member);
    else
        out.none();
}

template <std::string_view AnswerPath::*Member>
void put_path(const A& line, const L&, S& out) {
    put_code(out, (*line.path).*Member);
}

/// Words of whoever wrote the questionnaire.
template <std::string_view AnswerPath::*Member>
void put_words(const A& line, const L&, S& out) {
    const std::string_view words = (*line.path).*Member;
    if (words.empty()) return out.none();
    out.text(words);
}

constexpr std::array<Column<A>, 24> kColumns{{
    {{"record_id", T::Code, "", C::None, "export.record.id"},
     [](const A& a, const L&, S& out) { out.plain(a.record->row.id); }},
    {{"questionnaire", T::Code, "", C::None, "export.record.questionnaire"},
     [](const A& a, const L&, S& out) {
         put_code(out, a.record->tree()["questionnaire"].string_or(""));
     }},
    {{"version", T::Whole, "", C::None, "export.record.version"},
     [](const A& a, const L&, S& out) { out.whole(a.record->version); }},
    {{"state", T::Code, "", C::ReportState, "export.record.state"},
     [](const A& a, const L&, S& out) { out.plain(report_state_name(a.record->row.state)); }},
    {{"community_code", T::Code, "", C::None, "export.any.community_code"},
     [](const A& a, const L&, S& out) { put_code(out, a.record->community()); }},
    {{"community_name", T::Text, "", C::None, "export.any.community_name"},
     [](const A& a, const L&, S& out) { out.text(a.record->row.community_name); }},
    {{"lon", T::Degrees, "degree", C::None, "export.record.lon"}, put_degrees<&Wgs84Point::lon>},
    {{"lat", T::Degrees, "degree", C::None, "export.record.lat"}, put_degrees<&Wgs84Point::lat>},
    {{"wave_id", T::Code, "", C::None, "export.record.wave_id"},
     [](const A& a, const L&, S& out) {
         const WaveName* wave = a.record->wave;
         put_code(out, wave != nullptr ? std::string_view(wave->id) : std::string_view());
     }},
    {{"has_code", T::Whole, "", C::YesNo, "export.record.has_code"},
     [](const A& a, const L&, S& out) { out.whole(a.record->has_code ? 1 : 0); }},
    {{"mode", T::Code, "", C::Mode, "export.space.mode"},
     [](const A& a, const L&, S& out) { put_code(out, a.record->tree()["mode"].string_or("")); }},
    {{"created_at", T::Time, "", C::None, "export.space.created_at"},
     [](const A& a, const L&, S& out) { out.time(a.record->created_at_ms); }},
    {{"received_at", T::Time, "", C::None, "export.space.received_at"},
     [](const A& a, const L&, S& out) { out.time(a.record->row.received_at_ms); }},
    {{"question", T::Code, "", C::None, "export.line.question"}, put_path<&AnswerPath::question>},
    {{"question_label", T::Text, "", C::None, "export.line.question_label"},
     put_words<&AnswerPath::question_label>},
    {{"row", T::Code, "", C::None, "export.line.row"}, put_path<&AnswerPath::row>},
    {{"row_label", T::Text, "", C::None, "export.line.row_label"},
     put_words<&AnswerPath::row_label>},
    {{"column", T::Code, "", C::None, "export.line.column"}, put_path<&AnswerPath::column>},
    {{"column_label", T::Text, "", C::None, "export.line.column_label"},
     put_words<&AnswerPath::column_label>},
    {{"part", T::Code, "", C::None, "export.line.part"}, put_path<&AnswerPath::part>},
    {{"value", T::Text, "", C::None, "export.line.value"}, put_value},
    {{"value_label", T::Text, "", C::None, "export.line.value_label"}, put_value_label},
    {{"value_number", T::Number, "", C::None, "export.line.value_number"}, put_value_number},
    {{"unit", T::Code, "", C::None, "export.line.unit"},
     [](const A& a, const L&, S& out) { put_code(out, a.column->unit); }},
}};

/// One line after the other: of a record cell by cell, of several choices one by one.
class Lines {
public:
    Lines(SentRecords records, FindVersion find, const Labels& labels)
        : m_records(std::move(records)), m_find(std::move(find)), m_labels(&labels) {}

    std::int64_t total() const { return m_total; }
    Result<void> count() {
        AnswerLine line;
        std::int64_t n = 0;
        while (KONGDI_TRY(next(line))) ++n;
        m_total = n;
        KONGDI_CHECK(m_records.rewind());
        m_cell = m_item = 0;
        m_cells.clear();
        return {};
    }
    Result<bool> next(AnswerLine& line) {
        while (true) {
            while (m_cell < m_cells.size() && !has_item()) {
                ++m_cell;
                m_item = 0;
            }
            if (m_cell < m_cells.size()) break;
            if (!KONGDI_TRY(m_records.next(m_record))) return false;
            m_answers = KONGDI_TRY(answers_of(m_record.version));
            m_answers->read(m_record.tree()["body"], m_cells, m_record.other_answers);
            m_cell = m_item = 0;
        }
        line.record = &m_record;
        line.path = &m_answers->paths()[m_cell];
        line.column = &m_answers->facts()[m_cell];
        line.cell = m_cells[m_cell];
        line.id = m_record.row.id;
        for (const std::string_view step :
             {line.path->question, line.path->row, line.path->column, line.path->part})
            if (!step.empty()) line.id.append("/").append(step);
        if (const auto* list = std::get_if<const JsonItem*>(&m_cells[m_cell])) {
            auto one = (*list)->children().begin();
            for (std::size_t i = 0; i < m_item; ++i) ++one;
            const std::string_view item = (*one).string_or("");
            line.cell = item;
            line.id.append("/").append(item);
        }
        ++m_item;
        return true;
    }

private:
    /// Is there another one in the cell at hand?
    bool has_item() const {
        const AnswerCell& cell = m_cells[m_cell];
        if (const auto* list = std::get_if<const JsonItem*>(&cell))
            return m_item < (*list)->children().size();
        return m_item == 0 && !std::holds_alternative<std::monostate>(cell);
    }
    Result<const AnswerColumns*> answers_of(std::int64_t version) {
        if (const auto known = m_versions.find(version); known != m_versions.end())
            return known->second.get();
        auto questionnaire = KONGDI_TRY(m_find(version));
        if (questionnaire == nullptr)
            return Error{ErrorCode::QuestionnaireUnknown, "/version",
                         "version " + std::to_string(version)};
        auto made = std::make_unique<AnswerColumns>(std::move(questionnaire),
                                                    std::span<const std::string_view>(), *m_labels);
        return m_versions.emplace(version, std::move(made)).first->second.get();
    }

    SentRecords m_records;
    FindVersion m_find;
    const Labels* m_labels;
    std::map<std::int64_t, std::unique_ptr<const AnswerColumns>> m_versions = {};
    std::int64_t m_total = 0;
    SentRecord m_record = {};
    const AnswerColumns* m_answers = nullptr;  // of the record at hand
    std::vector<AnswerCell> m_cells = {};
    std::size_t m_cell = 0;
    std::size_t m_item = 0;
};

}  // namespace

Table<AnswerLine> long_table() {
    return {"answers_long", kColumns, [](const A& a) {
                return RowPlace{a.id, a.path->question_label, a.record->point};
            }};
}

Result<std::unique_ptr<RowSource>> long_rows(SentRecords records, FindVersion find,
                                             const Labels& labels) {
    Lines lines(std::move(records), std::move(find), labels);
    KONGDI_CHECK(lines.count());
    return std::unique_ptr<RowSource>(
        std::make_unique<TypedRows<AnswerLine, Lines>>(long_table(), labels, std::move(lines)));
}

}  // namespace kongdi::server
