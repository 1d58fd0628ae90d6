// SPDX-License-Identifier: Apache-2.0
#include "core/rules/logic_order.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "core/logic/expression.hpp"

namespace kongdi {

namespace {

class Nodes {
public:
    explicit Nodes(const Questionnaire& questionnaire) {
        for (std::size_t p = 0; p < questionnaire.pages.size(); ++p)
            for (std::size_t q = 0; q < questionnaire.pages[p].questions.size(); ++q)
                add(questionnaire.pages[p].questions[q],
                    "/pages/" + std::to_string(p) + "/questions/" + std::to_string(q));
        std::size_t node = 0;
        for (const QuestionPage& page : questionnaire.pages)
            for (const Question& one : page.questions) {
                const std::size_t table = node++;
                wait(table, one.relevant, m_nodes.size());
                wait(table, one.calculation, m_nodes.size());
                wait(table, page.relevant, m_nodes.size());
                if (one.columns.empty()) continue;
                const std::size_t all = table + 1 + one.columns.size();
                for (const Question& column : one.columns) {
                    wait(node, column.relevant, table);
                    m_nodes[all].waits_for.push_back(node);
                    m_nodes[node++].waits_for.push_back(table);
                }
                ++node;
            }
    }

    std::vector<LogicNode> finish() { return std::move(m_nodes); }

private:
    void add(const Question& question, const std::string& path) {
        m_nodes.push_back({&question, nullptr, path, {}});
        for (std::size_t i = 0; i < question.columns.size(); ++i)
            m_nodes.push_back(
                {&question.columns[i], &question, path + "/columns/" + std::to_string(i), {}});
        if (!question.columns.empty()) m_nodes.push_back({&question, &question, path, {}});
    }

    /// `table`: of whose row the expression is; the number of nodes for none.
    void wait(std::size_t node, const std::string& expression, std::size_t table) {
        if (expression.empty()) return;
        const Result<logic::Expression> read = logic::read_expression(expression);
        if (!read) return;
        for (const logic::NameUse& use : read->names) wait_for(node, use.name, table);
    }

    void wait_for(std::size_t node, std::string_view name, std::size_t table) {
        std::vector<std::size_t>& before = m_nodes[node].waits_for;
        if (table < m_nodes.size())
            if (const auto column = column_of(table, name)) {
                before.push_back(*column);
                return;
            }
        const std::size_t question = question_named(name);
        if (question == m_nodes.size()) return;
        before.push_back(question);
        const std::vector<Question>& columns = m_nodes[question].question->columns;
        if (columns.empty()) return;
        // Of a table the column that is named, in whatever row: all rows have the same logic.
        const auto column = column_of(question, name.substr(name.rfind('.') + 1));
        before.push_back(column.value_or(question + 1 + columns.size()));
    }

    std::optional<std::size_t> column_of(std::size_t table, std::string_view name) const {
        const std::vector<Question>& columns = m_nodes[table].question->columns;
        for (std::size_t i = 0; i < columns.size(); ++i)
            if (columns[i].name == name) return table + 1 + i;
        return std::nullopt;
    }

    /// "services.ELD02.used" belongs to "services".
    std::size_t question_named(std::string_view name) const {
        for (;;) {
            for (std::size_t i = 0; i < m_nodes.size(); ++i)
                if (m_nodes[i].table == nullptr && m_nodes[i].question->name == name) return i;
            const std::size_t dot = name.rfind('.');
            if (dot == std::string_view::npos) return m_nodes.size();
            name = name.substr(0, dot);
        }
    }

    std::vector<LogicNode> m_nodes = {};
};

/// Does a column wait for this one by its own logic, and not only as its table?
bool is_named(const LogicNode& column, const LogicNode& before) {
    const bool is_column = column.table != nullptr && column.table != column.question;
    return is_column && (before.table != nullptr || before.question != column.table);
}

}  // namespace

std::vector<LogicNode> logic_nodes(const Questionnaire& questionnaire) {
    return Nodes(questionnaire).finish();
}

std::vector<std::size_t> order_of(const std::vector<LogicNode>& nodes) {
    // Kahn (1962): those that wait for nobody come first, in the order of the questionnaire.
    std::vector<std::vector<std::size_t>> followers(nodes.size());
    std::vector<std::size_t> waits(nodes.size(), 0);
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        for (const std::size_t before : nodes[i].waits_for) followers[before].push_back(i);
        waits[i] = nodes[i].waits_for.size();
        if (waits[i] == 0) order.push_back(i);
    }
    for (std::size_t next = 0; next < order.size(); ++next)
        for (const std::size_t one : followers[order[next]])
            if (--waits[one] == 0) order.push_back(one);
    return order;
}

std::vector<const Question*> logic_order(const Questionnaire& questionnaire) {
    const std::vector<LogicNode> nodes = logic_nodes(questionnaire);
    std::vector<const Question*> out;
    for (const std::size_t one : order_of(nodes))
        if (nodes[one].table == nullptr) out.push_back(nodes[one].question);
    return out;
}

std::string circle_of(const Questionnaire& questionnaire) {
    const std::vector<LogicNode> nodes = logic_nodes(questionnaire);
    std::vector<bool> left(nodes.size(), true);
    for (const std::size_t one : order_of(nodes)) left[one] = false;
    const auto first = std::find(left.begin(), left.end(), true);
    if (first == left.end()) return {};
    // Those that only wait for a circle are left, too: walk back until a node comes again.
    std::vector<std::size_t> way{static_cast<std::size_t>(first - left.begin())};
    for (;;) {
        const std::vector<std::size_t>& waits_for = nodes[way.back()].waits_for;
        const auto before = std::find_if(waits_for.begin(), waits_for.end(),
                                         [&](std::size_t one) { return left[one]; });
        const auto again = std::find(way.begin(), way.end(), *before);
        if (again != way.end()) {
            way.erase(way.begin(), again);
            break;
        }
        way.push_back(*before);
    }
    // A column's logic is the one that is looked for last: it is named where it takes part.
    for (std::size_t i = 0; i < way.size(); ++i)
        if (is_named(nodes[way[i]], nodes[way[(i + 1) % way.size()]]))
            return nodes[way[i]].path + "/relevant";
    const auto whole = std::find_if(way.begin(), way.end(),
                                    [&](std::size_t one) { return nodes[one].table == nullptr; });
    const Question& question = *nodes[*whole].question;
    const std::string_view field = !question.relevant.empty()      ? "/relevant"
                                   : !question.calculation.empty() ? "/calculation"
                                                                   : "";
    return nodes[*whole].path + std::string(field);
}

}  // namespace kongdi
