// SPDX-License-Identifier: Apache-2.0
// From a filter to its tree, by recursive descent: OR below AND below NOT below comparisons below
// sums below products. Types are checked as the tree grows.
#include <algorithm>
#include <array>

#include "core/base/time.hpp"
#include "server/features/cql2.hpp"
#include "server/features/cql2_words.hpp"

namespace kongdi::server::features {

namespace {

struct Sign {
    std::string_view text;
    Op op;
};
constexpr std::array<Sign, 6> kComparisons{{{"=", Op::Equal},
                                            {"<>", Op::Unequal},
                                            {"<=", Op::LessEqual},
                                            {">=", Op::MoreEqual},
                                            {"<", Op::Less},
                                            {">", Op::More}}};

CqlType type_of(FieldType type) {
    switch (type) {
        case FieldType::Whole:
        case FieldType::Number: return CqlType::Number;
        case FieldType::Date: return CqlType::Date;
        case FieldType::Time: return CqlType::Time;
        case FieldType::Text:
        case FieldType::List: break;
    }
    return CqlType::Text;
}

/// A date or a time in the form in which rows have it.
std::optional<std::string> moment_text(CqlType type, const std::string& text) {
    if (type == CqlType::Date) {
        const auto day = parse_date(text);
        if (day) return format_date(*day);
        return std::nullopt;
    }
    const auto instant = instant_of(text);
    if (instant) return format_time(*instant);
    return std::nullopt;
}

class Parser {
public:
    Parser(std::vector<CqlWord> words, std::span<const Field> fields, const Crs& crs)
        : m_words(std::move(words)), m_fields(fields), m_crs(crs) {}

    Result<Cql> whole() {
        Cql out = KONGDI_TRY(any_of());
        if (word().kind != CqlKind::End) return bad("more than one filter");
        KONGDI_CHECK(must_be(out, CqlType::Bool));
        return out;
    }

private:
    /// One more call inside another; the count goes down again when it is left.
    struct Deeper {
        explicit Deeper(int& depth) : m_depth(depth) { ++m_depth; }
        ~Deeper() { --m_depth; }
        Deeper(const Deeper&) = delete;
        Deeper& operator=(const Deeper&) = delete;
        bool too_deep() const { return m_depth > kMostFilterDepth; }
        int& m_depth;
    };

    const CqlWord& word() const { return m_words[m_at]; }
    Error bad(std::string_view why) const { return bad_filter(word().at, why); }
    bool take(std::string_view sign) {
        if (!word().is_sign(sign)) return false;
        ++m_at;
        return true;
    }
    bool take_word(std::string_view upper) {
        if (!word().is(upper)) return false;
        ++m_at;
        return true;
    }
    Result<void> expect(std::string_view sign) {
        if (take(sign)) return {};
        return bad("something is missing");
    }
    Result<void> must_be(const Cql& tree, CqlType type) const {
        if (tree.type == type) return {};
        return bad("of another type");
    }

    Result<Cql> made(Op op, CqlType type, std::vector<Cql> children) const {
        Cql out{op, type, 0, {}, nullptr, std::move(children), 1};
        for (const Cql& child : out.children) out.depth = std::max(out.depth, child.depth + 1);
        if (out.depth > kMostFilterDepth) return bad("too deep");
        return out;
    }

    Result<Cql> any_of() { return list_of("OR", Op::Or, &Parser::all_of); }
    Result<Cql> all_of() { return list_of("AND", Op::And, &Parser::not_of); }
    Result<Cql> list_of(std::string_view between, Op op, Result<Cql> (Parser::*part)()) {
        Cql first = KONGDI_TRY((this->*part)());
        if (!word().is(between)) return first;
        KONGDI_CHECK(must_be(first, CqlType::Bool));
        std::vector<Cql> all;
        all.push_back(std::move(first));
        while (take_word(between)) {
            all.push_back(KONGDI_TRY((this->*part)()));
            KONGDI_CHECK(must_be(all.back(), CqlType::Bool));
        }
        return made(op, CqlType::Bool, std::move(all));
    }

    Result<Cql> not_of() {
        const Deeper deeper(m_depth);
        if (deeper.too_deep()) return bad("too deep");
        if (!take_word("NOT")) return comparison();
        Cql inner = KONGDI_TRY(not_of());
        KONGDI_CHECK(must_be(inner, CqlType::Bool));
        return negated(std::move(inner), true);
    }
    Result<Cql> negated(Cql inner, bool is_so) const {
        if (!is_so) return inner;
        std::vector<Cql> child;
        child.push_back(std::move(inner));
        return made(Op::Not, CqlType::Bool, std::move(child));
    }

    Result<Cql> comparison() {
        Cql left = KONGDI_TRY(sum());
        for (const Sign& sign : kComparisons)
            if (take(sign.text)) {
                Cql right = KONGDI_TRY(sum());
                KONGDI_CHECK(agree(left, right));
                return pair(sign.op, CqlType::Bool, std::move(left), std::move(right));
            }
        if (take_word("IS")) {
            const bool is_not = take_word("NOT");
            if (!take_word("NULL")) return bad("IS is for NULL");
            std::vector<Cql> asked;
            asked.push_back(std::move(left));
            return negated(KONGDI_TRY(made(Op::IsNull, CqlType::Bool, std::move(asked))), is_not);
        }
        const bool is_not = take_word("NOT");
        if (take_word("LIKE")) return negated(KONGDI_TRY(like(std::move(left))), is_not);
        if (take_word("BETWEEN")) return negated(KONGDI_TRY(between(std::move(left))), is_not);
        if (take_word("IN")) return negated(KONGDI_TRY(in(std::move(left))), is_not);
        if (is_not) return bad("NOT what?");
        return left;
    }

    Result<Cql> like(Cql left) {
        KONGDI_CHECK(must_be(left, CqlType::Text));
        Cql pattern = KONGDI_TRY(sum());
        if (pattern.op != Op::Literal || pattern.type != CqlType::Text) return bad("no pattern");
        return pair(Op::Like, CqlType::Bool, std::move(left), std::move(pattern));
    }
    Result<Cql> between(Cql left) {
        std::vector<Cql> all(3);
        all[1] = KONGDI_TRY(sum());
        KONGDI_CHECK(agree(left, all[1]));
        if (!take_word("AND")) return bad("BETWEEN needs AND");
        all[2] = KONGDI_TRY(sum());
        KONGDI_CHECK(agree(left, all[2]));
        all[0] = std::move(left);
        return made(Op::Between, CqlType::Bool, std::move(all));
    }
    Result<Cql> in(Cql left) {
        std::vector<Cql> all(1);
        KONGDI_CHECK(expect("("));
        do {
            all.push_back(KONGDI_TRY(sum()));
            KONGDI_CHECK(agree(left, all.back()));
        } while (take(","));
        KONGDI_CHECK(expect(")"));
        all[0] = std::move(left);
        return made(Op::In, CqlType::Bool, std::move(all));
    }

    /// Both of one type; a text beside a date or a time is taken for one.
    Result<void> agree(Cql& a, Cql& b) const {
        for (const auto& [moment, text] : {std::pair(&a, &b), std::pair(&b, &a)}) {
            const bool is_moment = moment->type == CqlType::Date || moment->type == CqlType::Time;
            if (!is_moment || text->op != Op::Literal || text->type != CqlType::Text) continue;
            const auto read = moment_text(moment->type, std::get<std::string>(text->literal));
            if (!read) return bad("no date or time");
            text->literal = *read;
            text->type = moment->type;
        }
        if (a.type == CqlType::Geometry || a.type != b.type) return bad("of another type");
        return {};
    }

    Result<Cql> pair(Op op, CqlType type, Cql a, Cql b) const {
        std::vector<Cql> both;
        both.push_back(std::move(a));
        both.push_back(std::move(b));
        return made(op, type, std::move(both));
    }
    Result<Cql> reckoned(Op op, Cql a, Cql b) const {
        KONGDI_CHECK(must_be(a, CqlType::Number));
        KONGDI_CHECK(must_be(b, CqlType::Number));
        return pair(op, CqlType::Number, std::move(a), std::move(b));
    }

    Result<Cql> sum() {
        Cql out = KONGDI_TRY(product());
        while (word().is_sign("+") || word().is_sign("-")) {
            const Op op = take("+") ? Op::Add : (take("-"), Op::Subtract);
            Cql next = KONGDI_TRY(product());
            out = KONGDI_TRY(reckoned(op, std::move(out), std::move(next)));
        }
        return out;
    }
    Result<Cql> product() {
        Cql out = KONGDI_TRY(single());
        while (word().is_sign("*") || word().is_sign("/")) {
            const Op op = take("*") ? Op::Multiply : (take("/"), Op::Divide);
            Cql next = KONGDI_TRY(single());
            out = KONGDI_TRY(reckoned(op, std::move(out), std::move(next)));
        }
        return out;
    }

    Result<Cql> single() {
        const Deeper deeper(m_depth);
        if (deeper.too_deep()) return bad("too deep");
        if (take("(")) {
            Cql inner = KONGDI_TRY(any_of());
            KONGDI_CHECK(expect(")"));
            return inner;
        }
        if (take("-")) {
            std::vector<Cql> inner;
            inner.push_back(KONGDI_TRY(single()));
            KONGDI_CHECK(must_be(inner[0], CqlType::Number));
            return made(Op::Negate, CqlType::Number, std::move(inner));
        }
        take("+");
        const CqlWord first = word();
        ++m_at;  // the End is never gone past: it is refused below
        switch (first.kind) {
            case CqlKind::Number: return literal(CqlType::Number, first.number);
            case CqlKind::Text: return literal(CqlType::Text, first.text);
            case CqlKind::Quoted: return field(first);
            case CqlKind::Name: return named(first);
            case CqlKind::Sign:
            case CqlKind::End: break;
        }
        --m_at;
        return bad("a value is missing");
    }

    Result<Cql> named(const CqlWord& first) {
        if (first.is("TRUE") || first.is("FALSE")) return literal(CqlType::Bool, first.is("TRUE"));
        if (!word().is_sign("(")) return field(first);
        if (first.is("S_INTERSECTS")) return intersection();
        if (first.is("DATE")) return moment(CqlType::Date);
        if (first.is("TIMESTAMP")) return moment(CqlType::Time);
        --m_at;
        return bad("a function that is not here");
    }

    static Cql literal(CqlType type, CqlLiteral value) {
        return {Op::Literal, type, 0, std::move(value), nullptr, {}, 1};
    }
    Result<Cql> field(const CqlWord& name) const {
        if (name.text == kGeometryName)
            return Cql{Op::Geometry, CqlType::Geometry, 0, {}, nullptr, {}, 1};
        const auto found = field_named(m_fields, name.text);
        if (!found || !m_fields[*found].is_queryable())
            return bad_filter(name.at, "no field of this name");
        return Cql{Op::Field, type_of(m_fields[*found].type), *found, {}, nullptr, {}, 1};
    }

    Result<Cql> moment(CqlType type) {
        KONGDI_CHECK(expect("("));
        const auto read = word().kind == CqlKind::Text ? moment_text(type, word().text)
                                                       : std::optional<std::string>();
        if (!read) return bad("no date or time");
        ++m_at;
        KONGDI_CHECK(expect(")"));
        return literal(type, *read);
    }

    Result<Cql> intersection() {
        KONGDI_CHECK(expect("("));
        std::vector<Cql> both;
        both.push_back(KONGDI_TRY(geometry()));
        KONGDI_CHECK(expect(","));
        both.push_back(KONGDI_TRY(geometry()));
        KONGDI_CHECK(expect(")"));
        if (both[0].op == Op::Literal) std::swap(both[0], both[1]);
        if (both[0].op != Op::Geometry || both[1].op != Op::Literal)
            return bad("the geometry and another one");
        Cql out = KONGDI_TRY(made(Op::Intersects, CqlType::Bool, std::move(both)));
        out.crs = &m_crs;
        return out;
    }

    Result<Cql> geometry() {
        const CqlWord name = word();
        if (name.kind != CqlKind::Name && name.kind != CqlKind::Quoted) return bad("no geometry");
        ++m_at;
        if (name.kind == CqlKind::Quoted || !word().is_sign("(")) {
            Cql out = KONGDI_TRY(field(name));
            KONGDI_CHECK(must_be(out, CqlType::Geometry));
            return out;
        }
        if (name.is("BBOX")) return box();
        Shape shape;
        if (name.is("POINT")) {
            shape.points = KONGDI_TRY(path());
            if (shape.points.size() != 1) return bad("one point");
        } else if (name.is("LINESTRING")) {
            shape.lines.push_back(KONGDI_TRY(path()));
            if (shape.lines[0].size() < 2) return bad("two points at least");
        } else if (name.is("POLYGON")) {
            shape.areas.emplace_back();
            KONGDI_CHECK(expect("("));
            do {
                Path ring = KONGDI_TRY(path());
                if (ring.size() < 4 || !(ring.front() == ring.back())) return bad("no ring");
                shape.areas[0].push_back(std::move(ring));
            } while (take(","));
            KONGDI_CHECK(expect(")"));
        } else {
            return bad("a geometry that is not here");
        }
        return literal(CqlType::Geometry, std::move(shape));
    }

    Result<double> number() {
        const double sign = take("-") ? -1 : 1;
        if (word().kind != CqlKind::Number) return bad("no number");
        return sign * m_words[m_at++].number;
    }
    Result<Cql> box() {
        std::vector<double> numbers;
        KONGDI_CHECK(expect("("));
        do numbers.push_back(KONGDI_TRY(number()));
        while (take(","));
        KONGDI_CHECK(expect(")"));
        const auto read = box_of_numbers(numbers, m_crs);
        if (!read) return bad("no rectangle");
        return literal(CqlType::Geometry, *read);
    }
    Result<Path> path() {
        Path out;
        KONGDI_CHECK(expect("("));
        do {
            const double x = KONGDI_TRY(number());
            const double y = KONGDI_TRY(number());
            out.push_back({x, y});
        } while (take(","));
        KONGDI_CHECK(expect(")"));
        return out;
    }

    std::vector<CqlWord> m_words;
    std::span<const Field> m_fields;
    const Crs& m_crs;
    std::size_t m_at = 0;
    int m_depth = 0;
};

}  // namespace

Result<Cql> parse_cql(std::string_view text, std::span<const Field> fields, const Crs& crs) {
    if (text.size() > kMostFilterBytes) return bad_filter(kMostFilterBytes, "too long");
    return Parser(KONGDI_TRY(cql_words(text)), fields, crs).whole();
}

}  // namespace kongdi::server::features
