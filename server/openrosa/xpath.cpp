// SPDX-License-Identifier: Apache-2.0
#include "server/openrosa/xpath.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/base/time.hpp"
#include "core/logic/functions.hpp"
#include "core/rules/answer_logic.hpp"
#include "core/rules/logic_order.hpp"
#include "server/openrosa/nodes.hpp"

namespace kongdi::server::openrosa {

namespace {

using logic::Operation;

constexpr int kPrimary = 7;
constexpr int kSigned = 6;
constexpr int kSum = 4;

struct OperatorRow {
    Operation operation;
    std::string_view sign;
    int level;  // 0 binds least
};
constexpr std::array<OperatorRow, 13> kOperators{{{Operation::Or, "or", 0},
                                                  {Operation::And, "and", 1},
                                                  {Operation::Equal, "=", 2},
                                                  {Operation::NotEqual, "!=", 2},
                                                  {Operation::Less, "<", 3},
                                                  {Operation::LessOrEqual, "<=", 3},
                                                  {Operation::Greater, ">", 3},
                                                  {Operation::GreaterOrEqual, ">=", 3},
                                                  {Operation::Add, "+", kSum},
                                                  {Operation::Subtract, "-", kSum},
                                                  {Operation::Multiply, "*", 5},
                                                  {Operation::Divide, "div", 5},
                                                  {Operation::Remainder, "mod", 5}}};

constexpr std::array<std::string_view, 6> kTruths{"not",      "true",     "false",
                                                  "selected", "contains", "starts-with"};
constexpr std::array<std::string_view, 5> kOfWords{"string", "concat", "contains", "starts-with",
                                                   "string-length"};

/// A written part of an expression.
struct Part {
    std::string text = {};
    int level = kPrimary;
    bool is_truth = false;
    bool is_day = false;     // a constant "2026-11-24"
    bool is_digits = false;  // a constant "7"
    bool is_node = false;    // an answer as it stands in the form
    bool is_number = false;  // a node that holds a number
    bool is_calculated = false;
};

std::string in_brackets_below(int level, Part part) {
    return part.level < level ? "(" + part.text + ")" : std::move(part.text);
}

Part constant(const Value& value) {
    if (value.is_number()) return {logic::number_text(value.number_or(0))};
    const std::string text = logic::as_text(value);
    // As it was written: no text holds the quotes it stood between.
    const char* quote = text.find('\'') == std::string::npos ? "'" : "\"";
    return {.text = quote + text + quote,
            .is_day = parse_date(text).has_value(),
            .is_digits = !std::isnan(logic::as_number(value))};
}

Part named(const XPath& path) {
    return {.text = path.text,
            .is_truth = path.is_truth,
            .is_node = path.text.starts_with('/'),
            .is_number = path.is_number,
            .is_calculated = path.is_calculated};
}

/// Enketo knows signs of numbers only.
Part negated(Part part) {
    if (part.text.find_first_not_of("0123456789.") == std::string::npos)
        return {"-" + part.text, kSigned};
    return {"0 - " + in_brackets_below(kSum + 1, std::move(part)), kSum};
}

/// In XPath a node is true because it is there.
Part as_truth(Part part) {
    if (!part.is_node || part.is_truth) return part;
    Part out{part.text + " != ''", 2, true};
    if (part.is_number || part.is_calculated)
        out = {out.text + " and " + part.text + " != 0", 1, true};
    if (part.is_calculated) out.text += " and " + part.text + " != 'NaN'";
    return out;
}

/// "7" of a node in which "7.0" may stand.
std::string as_words(const Part& part) {
    if (!part.is_number) return part.text;
    return "if(" + part.text + " = '', '', string(number(" + part.text + ")))";
}

/// Our expressions count a day in quotes as its number; XForms want to be told.
Part as_counted(Part part) {
    if (part.is_day) part.text = "date(" + part.text + ")";
    return part;
}

/// Two nodes are compared as texts, which "7" and "7.0" are not the same of.
Part same_answer(const OperatorRow& row, const Part& left, const Part& right) {
    const std::string same = left.text + " = " + right.text + " or number(" + left.text +
                             ") = number(" + right.text + ")";
    if (row.operation == Operation::Equal) return {same, 0, true};
    return {"not(" + same + ")", kPrimary, true};
}

void count_beside(const Part& number, Part& constant) {
    if (number.is_number && constant.is_digits) constant.text = "number(" + constant.text + ")";
}

Part binary(const OperatorRow& row, Part left, Part right) {
    if (row.level == 3 || row.level == kSum) {
        left = as_counted(std::move(left));
        right = as_counted(std::move(right));
    }
    if (row.level <= 1 || (row.level == 2 && left.is_truth != right.is_truth)) {
        left = as_truth(std::move(left));
        right = as_truth(std::move(right));
    }
    if (row.level == 2) {
        if (left.is_node && right.is_node && left.is_number != right.is_number)
            return same_answer(row, left, right);
        count_beside(left, right);
        count_beside(right, left);
    }
    return {in_brackets_below(row.level, std::move(left)) + " " + std::string(row.sign) + " " +
                in_brackets_below(row.level + 1, std::move(right)),
            row.level, row.level <= 3};
}

std::string called(std::string_view function, const std::vector<std::string>& arguments) {
    std::string out(function);
    out += '(';
    for (std::size_t i = 0; i < arguments.size(); ++i) out += (i > 0 ? ", " : "") + arguments[i];
    return out + ")";
}

/// coalesce() of however many: each with the rest behind it.
std::string first_answered(const std::vector<std::string>& texts) {
    std::string out = texts.back();
    for (std::size_t i = texts.size() - 1; i-- > 0;) out = called("coalesce", {texts[i], out});
    return out;
}

/// For min() and max(): in the place of what was not answered stands another of them.
std::vector<std::string> answered_ones(const std::vector<Part>& given) {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < given.size(); ++i) {
        std::vector<std::string> chain{given[i].text};
        for (std::size_t k = 1; k < given.size() && given[(i + k - 1) % given.size()].is_node; ++k)
            chain.push_back(given[(i + k) % given.size()].text);
        out.push_back(first_answered(chain));
    }
    return out;
}

/// None when it cannot be said.
Result<Part> call(std::string_view function, std::vector<Part> given) {
    const auto is_truth = [](const Part& one) { return one.is_truth; };
    const auto is_one_of = [function](const auto& names) {
        return std::find(names.begin(), names.end(), function) != names.end();
    };
    if (function == "not" || function == "if") given[0] = as_truth(std::move(given[0]));
    std::vector<std::string> arguments;
    for (const Part& one : given)
        arguments.push_back(is_one_of(kOfWords) ? as_words(one) : one.text);
    if (function == "min" || function == "max") arguments = answered_ones(given);
    if (function == "if") {
        if (given[1].is_truth != given[2].is_truth) return Error{ErrorCode::SheetUnsupported};
        return Part{called(function, arguments), kPrimary, given[1].is_truth};
    }
    if (function == "coalesce") {
        if (std::any_of(given.begin(), given.end(), is_truth))
            return Error{ErrorCode::SheetUnsupported};
        if (arguments.size() == 1) return Part{called("string", arguments)};
        return Part{first_answered(arguments)};
    }
    if (function == "concat" && arguments.empty()) return Part{"''"};
    return Part{called(function, arguments), kPrimary, is_one_of(kTruths)};
}

}  // namespace

std::string place_text(const std::string& path) {
    return "if(" + path + " = '', '', concat(selected-at(" + path + ", 0), ' ', selected-at(" +
           path + ", 1)))";
}

XPathWriter::XPathWriter(const Questionnaire& questionnaire) : m_questionnaire(questionnaire) {
    for (const Question* question : logic_order(questionnaire)) {
        if (question->kind != QuestionKind::Calculated) continue;
        const auto written = write(question->calculation, {});
        if (written && written->is_truth) m_truths.push_back(question->name);
    }
}

Result<XPath> XPathWriter::name(std::string_view name, const Standpoint& from) const {
    const Error unsaid{ErrorCode::SheetUnsupported};
    if (from.matrix != nullptr)
        for (const Question& column : from.matrix->columns)
            if (column.name == name) return XPath{cell_path(*from.matrix, from.row, column)};
    const auto dot = name.find('.');
    const Question* question = m_questionnaire.find(name.substr(0, dot));
    if (question == nullptr) return unsaid;
    if (dot != std::string_view::npos) {
        const std::string_view rest = name.substr(dot + 1);
        if (question->kind == QuestionKind::ScaleMatrix) return XPath{row_path(*question, rest)};
        const auto second = rest.find('.');
        if (question->kind != QuestionKind::Matrix || second == std::string_view::npos)
            return unsaid;
        for (const Question& column : question->columns)
            if (column.name == rest.substr(second + 1))
                return XPath{cell_path(*question, rest.substr(0, second), column)};
        return unsaid;
    }
    const std::string path = question_path(*question);
    switch (question->kind) {
        case QuestionKind::Matrix:
        case QuestionKind::ScaleMatrix:
        case QuestionKind::Information: return unsaid;
        case QuestionKind::Number: return XPath{.text = value_path(*question), .is_number = true};
        case QuestionKind::Place: return XPath{place_text(path)};
        case QuestionKind::Calculated:
            if (std::find(m_truths.begin(), m_truths.end(), name) != m_truths.end())
                return XPath{"(" + path + " = 'true')", true};
            return XPath{.text = path, .is_calculated = true};
        case QuestionKind::Photo: {
            std::vector<std::string> files;
            for (std::size_t i = 0; i < file_count(*question); ++i) {
                if (i > 0) files.emplace_back("' '");
                files.push_back(file_path(*question, i));
            }
            return XPath{"normalize-space(" + called("concat", files) + ")"};
        }
        default: return XPath{path};
    }
}

Result<XPath> XPathWriter::write(const std::string& expression, const Standpoint& from) const {
    return write_as(expression, from, false);
}

Result<XPath> XPathWriter::condition(const std::string& expression, const Standpoint& from) const {
    return write_as(expression, from, true);
}

Result<XPath> XPathWriter::write_as(const std::string& expression, const Standpoint& from,
                                    bool is_condition) const {
    const logic::Expression read = KONGDI_TRY(logic::read_expression(expression));
    const Error unsaid{ErrorCode::SheetUnsupported, ":1"};
    std::vector<Part> stack;
    for (const logic::Step& step : read.steps) {
        switch (step.operation) {
            case Operation::Constant: stack.push_back(constant(read.constants[step.index])); break;
            case Operation::Self:
                if (from.self.empty()) return unsaid;
                stack.push_back({from.self});
                break;
            case Operation::Name: {
                const logic::NameUse& use = read.names[step.index];
                const auto found = name(use.name, from);
                if (!found)
                    return Error{ErrorCode::SheetUnsupported, ":" + std::to_string(use.position)};
                stack.push_back(named(*found));
                break;
            }
            case Operation::Negate: {
                stack.back() = negated(std::move(stack.back()));
                break;
            }
            case Operation::Call: {
                const auto first = stack.end() - static_cast<std::ptrdiff_t>(step.arguments);
                auto made = call(logic::functions()[step.index].name, {first, stack.end()});
                if (!made) return unsaid;
                stack.erase(first, stack.end());
                stack.push_back(*std::move(made));
                break;
            }
            default: {
                const auto row = std::find_if(
                    kOperators.begin(), kOperators.end(),
                    [&step](const OperatorRow& one) { return one.operation == step.operation; });
                Part right = std::move(stack.back());
                stack.pop_back();
                stack.back() = binary(*row, std::move(stack.back()), std::move(right));
            }
        }
    }
    if (stack.empty()) return unsaid;
    if (is_condition) stack.back() = as_truth(std::move(stack.back()));
    return XPath{std::move(stack.back().text), stack.back().is_truth};
}

}  // namespace kongdi::server::openrosa
