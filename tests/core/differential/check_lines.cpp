// SPDX-License-Identifier: Apache-2.0
// Compiled by both compilers. `check_lines make N` writes N inputs, one a line as hex digits: valid
// records, records gone wrong, and expressions (which begin with '='). `check_lines` reads such
// lines and writes an answer for each; the answers of the two builds must be the same bytes.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/sha256.hpp"
#include "core/codec/catalogue_codec.hpp"
#include "core/codec/json.hpp"
#include "core/codec/record_codec.hpp"
#include "core/logic/expression.hpp"
#include "core/rules/space_of.hpp"

namespace kongdi {

namespace {

constexpr std::int64_t kNowMs = 1'800'000'000'000;
constexpr std::string_view kHex = "0123456789abcdef";

/// splitmix64: the same numbers everywhere.
class Random {
public:
    std::uint64_t next() {
        std::uint64_t z = (m_state += 0x9E3779B97F4A7C15ULL);
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31U);
    }
    std::size_t below(std::size_t n) { return static_cast<std::size_t>(next() % n); }
    template <class Row>
    const Row& one_of(const std::vector<Row>& rows) {
        return rows[below(rows.size())];
    }

private:
    std::uint64_t m_state = 20260101;
};

/// Rows of the check-up's table, some with cells that are not asked.
Value checkup_body(Random& random, const Catalogue& catalogue) {
    const std::vector<Value> uses{"yes", "no", "none_here", Value()};
    const std::vector<Value> minutes{"0_5", "6_10", "11_15", "16_up", Value()};
    Value services = Value::map();
    for (std::size_t n = random.below(20); n > 0; --n)
        services.set(random.one_of(catalogue.facilities).code,
                     Value::list({random.one_of(uses), random.one_of(minutes),
                                  static_cast<std::int64_t>(1 + random.below(5)), "dont_know"}));
    return Value::map({{"services", services}, {"age_band", "60_74"}});
}

/// Mostly right: values and operators in turn, in brackets and calls.
std::string expression(Random& random, int depth) {
    static const std::vector<std::string> kValues{
        "1",       "0.1",          "3.75",        "'x'",     "'12.5'",      "''", "${age}",
        "${area}", "${facts}",     "${nobody}",   "true()",  "today()",     ".",  "-2",
        "${name}", "'2024-02-29'", "${s.A.good}", "1000000", "${s.A.used}", "0.7"};
    static const std::vector<std::string> kSigns{" + ",  " - ", " * ",  " div ", " mod ", " = ",
                                                 " != ", " < ", " <= ", " > ",   " and ", " or "};
    static const std::vector<std::string> kCalls{
        "not(",  "round(",      "int(",   "abs(",   "number(",        "string(",
        "date(", "concat('a',", "min(3,", "max(2,", "string-length(", "selected(${facts},",
        "if(1,", "coalesce('',"};
    if (depth == 0 || random.below(5) == 0) return random.one_of(kValues);
    switch (random.below(4)) {
        case 0: {
            const std::string& call = random.one_of(kCalls);
            return call + expression(random, depth - 1) + (call == "if(1," ? ",2)" : ")");
        }
        case 1: return "(" + expression(random, depth - 1) + ")";
        default:
            return expression(random, depth - 1) + random.one_of(kSigns) +
                   expression(random, depth - 1);
    }
}

Value valid_record(Random& random, const Catalogue& catalogue) {
    const std::vector<std::string> datums{"WGS-84", "GCJ-02", "BD-09"};
    const std::vector<std::string> sources{"estimate", "paced", "measured"};
    const double lon = 73.0 + static_cast<double>(random.below(6'200'000)) / 1e5;
    const double lat = 4.0 + static_cast<double>(random.below(4'900'000)) / 1e5;
    Value consent = Value::map();
    for (const ConsentText& one : catalogue.consents) {
        if (one.purpose == kGuardian) continue;  // is for meetings
        consent.set(one.purpose,
                    Value::map({{"version", one.version}, {"sha256", sha256(one.text.in("zh"))}}));
    }
    const Value point = Value::map({{"lon", lon},
                                    {"lat", lat},
                                    {"datum", random.one_of(datums)},
                                    {"source", "hand"},
                                    {"accuracy_m", static_cast<std::int64_t>(random.below(300))}});
    return Value::map(
        {{"id", "01890000-0000-7000-8000-00000000000" + std::to_string(random.below(10))},
         {"kind", "idle_space"},
         {"questionnaire", "idle_space"},
         {"questionnaire_version", 1},
         {"community", "330106001001"},
         {"created_at", "2026-11-24T07:30:00.125Z"},
         {"device", std::string(32, kHex[random.below(16)])},
         {"mode", "self"},
         {"consent", consent},
         {"photos", Value::list()},
         {"body", Value::map({{"place", Value::map({{"point", point}})},
                              {"space_type", random.one_of(catalogue.space_types).code},
                              {"floor_area",
                               Value::map({{"value", lon}, {"source", random.one_of(sources)}})},
                              {"facts", Value::list({"water", "power"})},
                              {"description", "楼下的车棚空了两年 🚲"}})}});
}

/// Any place of the tree, as likely near the root as far from it.
Value& some_place(Random& random, Value& tree) {
    Value* at = &tree;
    while (random.below(4) != 0) {
        if (Value::Map* members = at->if_map(); members != nullptr && !members->empty())
            at = &(*members)[random.below(members->size())].second;
        else if (Value::List* list = at->if_list(); list != nullptr && !list->empty())
            at = &(*list)[random.below(list->size())];
        else
            break;
    }
    return *at;
}

std::string mutated(Random& random, const Catalogue& catalogue) {
    static const std::vector<Value> kOdd{Value(),
                                         Value(true),
                                         Value(0),
                                         Value(-1),
                                         Value(181.5),
                                         Value(1e300),
                                         Value(5e-324),
                                         Value(""),
                                         Value("I05"),
                                         Value("\xF0\x9F\x98\x80"),
                                         Value(std::string(700, 'x')),
                                         Value(Value::List{}),
                                         Value(Value::Map{}),
                                         Value("2199-01-01T00:00:00Z"),
                                         Value("\x01")};
    static const std::vector<std::string> kNumbers{"1e2",
                                                   "1E400",
                                                   "-0",
                                                   "-0.0",
                                                   "0.30000000000000004",
                                                   "123456789012345678901234567890",
                                                   "4.9e-324",
                                                   "2.2250738585072014e-308",
                                                   "01",
                                                   "+1",
                                                   ".5",
                                                   "1.",
                                                   "1e",
                                                   "NaN",
                                                   "9007199254740993"};
    if (random.below(4) == 0) {
        std::string text = "=" + expression(random, 4);
        if (random.below(8) == 0) text.erase(random.below(text.size()), 1);
        return text;
    }
    Value tree = valid_record(random, catalogue);
    if (random.below(3) == 0) {
        tree.set("kind", "service_checkup");
        tree.set("questionnaire", "service_checkup");
        tree.set("questionnaire_version", 2);
        tree.set("body", checkup_body(random, catalogue));
    }
    const std::size_t turns = random.below(3);
    for (std::size_t i = 0; i < turns; ++i) {
        Value& place = some_place(random, tree);
        Value::Map* members = place.if_map();
        if (members != nullptr && !members->empty() && random.below(2) == 0)
            members->erase(members->begin() +
                           static_cast<std::ptrdiff_t>(random.below(members->size())));
        else if (members != nullptr && random.below(3) == 0)
            place.set("unknown", random.one_of(kOdd));
        else
            place = random.one_of(kOdd);
    }
    std::string text = write_json(tree);
    switch (random.below(8)) {
        case 0: text[random.below(text.size())] = static_cast<char>(random.below(256)); break;
        case 1: text.resize(random.below(text.size())); break;
        case 2: {
            const std::size_t at = text.find_first_of("0123456789", random.below(text.size()));
            if (at != std::string::npos) text.replace(at, 1, random.one_of(kNumbers));
            break;
        }
        case 3: text.insert(random.below(text.size()), std::string(random.below(60), '[')); break;
        default: break;
    }
    return text;
}

std::string value_of(std::string_view text) {
    static const Value kAnswers = parse_own_json(R"({"age": 66, "area": 60.3, "name": "翠苑",
        "facts": ["water", "x"], "s": {"A": {"used": "no", "good": 4}}})")
                                      .value_or(Value());
    const Result<logic::Expression> read = logic::read_expression(text);
    if (!read) return std::string(error_row(read.error().code).name) + "@" + read.error().path;
    const Value self(12);
    return "{" +
           logic::as_text(logic::evaluate(
               *read, {.answers = &kAnswers, .self = &self, .today = "2026-11-24"})) +
           "}";
}

std::string answer(std::string_view bytes, const Catalogue& catalogue) {
    if (bytes.starts_with('=')) return sha256(bytes) + " " + value_of(bytes.substr(1));
    const CheckedRecord checked = read_record(bytes, {catalogue, kNowMs});
    std::string out = sha256(bytes);
    for (const Error& error : checked.errors)
        out.append(" ").append(error_row(error.code).name).append("@").append(error.path);
    if (!checked.ok()) return out;
    out.append(" ").append(write_record(checked.record));
    const Questionnaire* questionnaire =
        catalogue.questionnaire(checked.record.questionnaire, checked.record.questionnaire_version);
    if (questionnaire == nullptr || checked.record.kind != RecordKind::IdleSpace) return out;
    const Space space = space_of(checked.record, *questionnaire);
    out += ' ';
    append_number(out, space.point.lon);
    out += ' ';
    append_number(out, space.point.lat);
    if (space.floor_area) {
        out += ' ';
        append_number(out, space.floor_area->low_m2);
        out += ' ';
        append_number(out, space.floor_area->high_m2);
    }
    return out;
}

bool read_line(std::string& line) {
    line.clear();
    for (int c = std::getchar(); c != EOF; c = std::getchar()) {
        if (c == '\n') return true;
        line += static_cast<char>(c);
    }
    return !line.empty();
}

int run(int argc, char** argv) {
    const Result<Catalogue> catalogue = load_catalogue();
    if (!catalogue) return 1;
    if (argc == 3 && std::string_view(argv[1]) == "make") {
        Random random;
        for (long i = std::strtol(argv[2], nullptr, 10); i > 0; --i) {
            std::string line;
            for (const char c : mutated(random, *catalogue)) {
                line += kHex[static_cast<std::uint8_t>(c) >> 4U];
                line += kHex[static_cast<std::uint8_t>(c) & 15U];
            }
            std::puts(line.c_str());
        }
        return 0;
    }
    std::string line;
    while (read_line(line)) {
        std::string bytes;
        for (std::size_t i = 0; i + 1 < line.size(); i += 2)
            bytes += static_cast<char>(kHex.find(line[i]) * 16 + kHex.find(line[i + 1]));
        std::puts(answer(bytes, *catalogue).c_str());
    }
    return 0;
}

}  // namespace

}  // namespace kongdi

int main(int argc, char** argv) { return kongdi::run(argc, argv); }
