// SPDX-License-Identifier: Apache-2.0
// By recursive descent into steps of a stack machine. What it may hold is counted before it grows,
// so that 10,000 brackets cost no stack.
#include <array>
#include <optional>

#include "core/base/text.hpp"
#include "core/logic/functions.hpp"

namespace kongdi::logic {

namespace {

struct OperatorRow {
    std::string_view sign;
    Operation operation;
    int level;  // 0 binds least
};

constexpr int kLevels = 6;
/// Longer signs before shorter ones they begin with.
constexpr std::array<OperatorRow, 13> kOperators{{
    {"or", Operation::Or, 0},
    {"and", Operation::And, 1},
    {"!=", Operation::NotEqual, 2},
    {"=", Operation::Equal, 2},
    {"<=", Operation::LessOrEqual, 3},
    {">=", Operation::GreaterOrEqual, 3},
    {"<", Operation::Less, 3},
    {">", Operation::Greater, 3},
    {"+", Operation::Add, 4},
    {"-", Operation::Subtract, 4},
    {"*", Operation::Multiply, 5},
    {"div", Operation::Divide, 5},
    {"mod", Operation::Remainder, 5},
}};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_name_part(char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '.'; }

class Reader {
public:
    explicit Reader(std::string_view text) : m_text(text) {}

    Result<Expression> read() {
        read_level(0);
        skip_space();
        if (!m_error && m_at < m_text.size()) fail(ErrorCode::ExpressionSyntax, m_at);
        if (m_error) return *m_error;
        return std::move(m_out);
    }

private:
    void fail(ErrorCode code, std::size_t at) {
        if (!m_error) m_error = Error{code, position_path(m_text, at)};
    }
    bool failed() const { return m_error.has_value(); }
    void skip_space() {
        while (m_at < m_text.size() &&
               std::string_view(" \t\r\n").find(m_text[m_at]) != std::string_view::npos)
            ++m_at;
    }
    char next() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }
    bool take(char c) {
        skip_space();
        if (next() != c) return false;
        ++m_at;
        return true;
    }
    void add(Step step, std::size_t at) {
        if (m_out.steps.size() >= kMaxSteps)
            fail(ErrorCode::ExpressionTooLarge, at);
        else
            m_out.steps.push_back(step);
    }
    void add_constant(Value value, std::size_t at) {
        add({Operation::Constant, static_cast<std::uint16_t>(m_out.constants.size())}, at);
        m_out.constants.push_back(std::move(value));
    }

    const OperatorRow* operator_here(int level) {
        skip_space();
        const std::string_view rest = m_text.substr(m_at);
        for (const OperatorRow& row : kOperators) {
            if (row.level != level || !rest.starts_with(row.sign)) continue;
            const bool word = is_letter(row.sign[0]);
            if (word && rest.size() > row.sign.size() && is_name_part(rest[row.sign.size()]))
                continue;
            return &row;
        }
        return nullptr;
    }

    /// Operators of one level, from left to right. The levels above follow by themselves, six calls
    /// a bracket: the depth is counted where a bracket, a sign or a call opens a new one.
    void read_level(int level) {
        if (level == kLevels) {
            read_signed();
            return;
        }
        read_level(level + 1);
        while (!failed()) {
            const OperatorRow* row = operator_here(level);
            if (row == nullptr) return;
            const std::size_t at = m_at;
            m_at += row->sign.size();
            read_level(level + 1);
            add({row->operation}, at);
        }
    }

    void read_signed() {
        std::size_t signs = 0;
        skip_space();
        const std::size_t at = m_at;
        while (take('-')) ++signs;
        read_primary();
        if (signs > kMaxDepth) fail(ErrorCode::ExpressionTooLarge, at);
        for (; signs > 0 && !failed(); --signs) add({Operation::Negate}, at);
    }

    void read_primary() {
        skip_space();
        const std::size_t at = m_at;
        const char c = next();
        if (c == '(') {
            ++m_at;
            read_inner(at);
            if (!failed() && !take(')')) fail(ErrorCode::ExpressionSyntax, m_at);
        } else if (c == '\'' || c == '"') {
            read_text(c);
        } else if (c == '$') {
            read_name();
        } else if (is_digit(c) ||
                   (c == '.' && m_at + 1 < m_text.size() && is_digit(m_text[m_at + 1]))) {
            read_number();
        } else if (c == '.') {
            ++m_at;
            add({Operation::Self}, at);
        } else if (is_letter(c)) {
            read_call();
        } else {
            fail(ErrorCode::ExpressionSyntax, at);
        }
    }

    /// What stands between brackets.
    void read_inner(std::size_t at) {
        if (++m_depth > kMaxDepth)
            fail(ErrorCode::ExpressionTooLarge, at);
        else
            read_level(0);
        --m_depth;
    }

    void read_text(char quote) {
        const std::size_t at = m_at;
        const std::size_t end = m_text.find(quote, at + 1);
        if (end == std::string_view::npos) {
            fail(ErrorCode::ExpressionSyntax, at);
            return;
        }
        add_constant(m_text.substr(at + 1, end - at - 1), at);
        m_at = end + 1;
    }

    void read_number() {
        const std::size_t at = m_at;
        while (is_digit(next())) ++m_at;
        if (next() == '.') ++m_at;
        while (is_digit(next())) ++m_at;
        if (is_name_part(next()) && next() != '-') {
            fail(ErrorCode::ExpressionSyntax, m_at);
            return;
        }
        if (m_at - at > 40) fail(ErrorCode::ExpressionTooLarge, at);
        add_constant(as_number(Value(m_text.substr(at, m_at - at))), at);
    }

    /// ${name}
    void read_name() {
        const std::size_t at = m_at;
        const std::size_t end = m_text.find('}', at);
        if (!m_text.substr(at).starts_with("${") || end == std::string_view::npos) {
            fail(ErrorCode::ExpressionSyntax, at);
            return;
        }
        const std::string_view name = trimmed(m_text.substr(at + 2, end - at - 2));
        bool good = !name.empty() && is_letter(name[0]);
        for (const char c : name) good = good && is_name_part(c);
        if (!good) {
            fail(ErrorCode::ExpressionSyntax, at + 2);
            return;
        }
        const std::size_t position =
            code_point_count(
                m_text.substr(0, static_cast<std::size_t>(name.data() - m_text.data()))) +
            1;
        add({Operation::Name, static_cast<std::uint16_t>(m_out.names.size())}, at);
        m_out.names.push_back({std::string(name), position});
        m_at = end + 1;
    }

    void read_call() {
        const std::size_t at = m_at;
        while (is_name_part(next())) ++m_at;
        const std::string_view name = m_text.substr(at, m_at - at);
        if (!take('(')) {
            fail(ErrorCode::ExpressionSyntax, at);
            return;
        }
        const auto index = function_index(name);
        if (!index) {
            fail(ErrorCode::ExpressionFunction, at);
            return;
        }
        std::uint16_t arguments = 0;
        if (!take(')')) {
            do {
                read_inner(at);
                ++arguments;
            } while (!failed() && take(','));
            if (!failed() && !take(')')) fail(ErrorCode::ExpressionSyntax, m_at);
        }
        const FunctionRow& row = functions()[*index];
        if (arguments < row.least || arguments > row.most) fail(ErrorCode::ExpressionFunction, at);
        add({Operation::Call, static_cast<std::uint16_t>(*index), arguments}, at);
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::size_t m_depth = 0;
    Expression m_out = {};
    std::optional<Error> m_error = {};
};

}  // namespace

std::string position_path(std::string_view text, std::size_t byte) {
    return ":" + std::to_string(code_point_count(text.substr(0, byte)) + 1);
}

Result<Expression> read_expression(std::string_view text) {
    if (text.size() > kMaxBytes)
        return Error{ErrorCode::ExpressionTooLarge, position_path(text, kMaxBytes)};
    return Reader(text).read();
}

}  // namespace kongdi::logic
