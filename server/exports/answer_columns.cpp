// SPDX-License-Identifier: Apache-2.0
#include "server/exports/answer_columns.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "server/exports/answer_kinds.hpp"

namespace kongdi::server {

void put_cell(const AnswerCell& cell, CellSink& out) {
    struct Put {
        CellSink& out;
        void operator()(std::monostate) const { out.none(); }
        void operator()(const FreeText& words) const { out.text(words.text); }
        void operator()(std::string_view code) const { out.plain(code); }
        void operator()(double value) const { out.number(value); }
        void operator()(std::int64_t value) const { out.whole(value); }
        void operator()(const JsonItem* list) const {
            std::vector<std::string_view> words;
            for (const JsonItem& one : list->children()) words.push_back(one.string_or(""));
            out.list(words);
        }
    };
    std::visit(Put{out}, cell);
}

AnswerColumns::AnswerColumns(std::shared_ptr<const Questionnaire> questionnaire,
                             std::span<const std::string_view> taken, const Labels& labels)
    : m_questionnaire(std::move(questionnaire)) {
    AnswerColumnMaker maker(*this, taken, labels);
    for (const QuestionPage& page : m_questionnaire->pages)
        for (const Question& question : page.questions) {
            const std::size_t first = m_facts.size();
            answer_kind(question.kind).columns(maker, {question});
            if (m_facts.size() > first) m_asked.push_back({&question, first});
        }
}

void AnswerColumns::read(const JsonItem& body, std::vector<AnswerCell>& cells,
                         Value::Map& others) const {
    cells.assign(m_facts.size(), {});
    others.clear();
    if (!body.is_map()) return;
    // Both follow the order of the questionnaire, as a rule.
    std::size_t next = 0;
    for (const JsonItem& member : body.children()) {
        std::size_t seen = 0;
        while (seen < m_asked.size() && m_asked[next].question->name != member.name()) {
            next = (next + 1) % m_asked.size();
            ++seen;
        }
        if (seen == m_asked.size()) {
            others.emplace_back(std::string(member.name()), member.value());
            continue;
        }
        const Asked& asked = m_asked[next];
        answer_kind(asked.question->kind).read(*asked.question, member, cells.data() + asked.first);
    }
}

AnswerColumnMaker::AnswerColumnMaker(AnswerColumns& out, std::span<const std::string_view> taken,
                                     const Labels& labels)
    : m_out(out), m_labels(labels), m_names(taken.begin(), taken.end()) {}

std::string_view AnswerColumnMaker::kept(std::string text) {
    return m_out.m_texts.emplace_back(std::move(text));
}

std::string_view AnswerColumnMaker::label(const LocalText& text) const {
    return text.in(m_labels.language());
}

std::string AnswerColumnMaker::name_of(const AskedCell& cell, std::string_view ending) const {
    std::string out = cell.question.name;
    for (const std::string_view part :
         {cell.row != nullptr ? std::string_view(cell.row->code) : std::string_view(),
          cell.column != nullptr ? std::string_view(cell.column->name) : std::string_view(),
          ending})
        if (!part.empty()) out.append("_").append(part);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        if (c == '-') c = '_';
    }
    return out;
}

std::string_view AnswerColumnMaker::free_name(std::string name) {
    std::string one = name;
    for (int i = 2; m_names.contains(one); ++i) one = name + "_" + std::to_string(i);
    m_names.insert(one);
    return kept(std::move(one));
}

void AnswerColumnMaker::add(const AskedCell& cell, CellType type, std::string_view ending,
                            std::string_view unit, const OwnCodes* codes, std::string_view part) {
    ColumnFacts facts;
    facts.name = free_name(name_of(cell, ending));
    facts.type = type;
    facts.unit = unit;
    facts.own_codes = codes;
    AnswerPath path{
        .question = cell.question.name, .part = part, .question_label = label(cell.question.label)};
    std::string said(path.question_label);
    if (cell.row != nullptr) {
        path.row = cell.row->code;
        path.row_label = label(cell.row->label);
        said.append(" · ").append(path.row_label);
    }
    if (cell.column != nullptr) {
        path.column = cell.column->name;
        path.column_label = label(cell.column->label);
        said.append(" · ").append(path.column_label);
    }
    if (!part.empty())
        said.append(" · ").append(m_labels.words()(std::string("export.answer.").append(part)));
    facts.said = kept(std::move(said));
    m_out.m_facts.push_back(facts);
    m_out.m_paths.push_back(path);
}

const OwnCodes* AnswerColumnMaker::codes(const void* of, std::string name,
                                         const std::function<Rows()>& rows) {
    for (const auto& [known, list] : m_lists)
        if (known == of) return list;
    constexpr std::size_t kSheetName = 31;  // of a workbook
    std::transform(name.begin(), name.end(), name.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    std::string one = "code_" + name;
    for (int i = 2;; ++i) {
        if (one.size() > kSheetName) one.resize(kSheetName);
        if (m_list_names.insert(one).second) break;
        const std::string number = "_" + std::to_string(i);
        one = ("code_" + name).substr(0, kSheetName - number.size()) + number;
    }
    const OwnCodes* made = &m_out.m_codes.emplace_back(OwnCodes{std::move(one), rows()});
    m_lists.emplace_back(of, made);
    return made;
}

const OwnCodes* AnswerColumnMaker::choices(const Question& question, std::string name) {
    return codes(&question, std::move(name), [&] {
        Rows rows;
        for (const Choice& choice : question.choices)
            rows.push_back({choice.code, std::string(label(choice.label))});
        return rows;
    });
}

const OwnCodes* AnswerColumnMaker::steps(const Question& question, std::string name) {
    constexpr std::array<std::string_view, 5> kUsual{"very_bad", "bad", "middling", "good",
                                                     "very_good"};
    return codes(&question, std::move(name), [&] {
        Rows rows;
        for (std::size_t i = 0; i < kUsual.size(); ++i)
            rows.push_back(
                {std::to_string(i + 1),
                 std::string(i < question.steps.size()
                                 ? label(question.steps[i])
                                 : m_labels.words()("scale." + std::string(kUsual[i])))});
        for (const std::string_view word : {"dont_know", "none_here"})
            rows.push_back(
                {std::string(word), std::string(m_labels.words()("scale." + std::string(word)))});
        return rows;
    });
}

const OwnCodes* AnswerColumnMaker::sources(const Question& question, std::string name) {
    return codes(&question.sources, std::move(name), [&] {
        Rows rows;
        for (const NumberSource& source : question.sources)
            rows.push_back({source.code, std::string(label(source.label))});
        return rows;
    });
}

}  // namespace kongdi::server
