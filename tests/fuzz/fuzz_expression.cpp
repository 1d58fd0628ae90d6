// SPDX-License-Identifier: Apache-2.0
// Any text is read as an expression or refused at a place in it; what is read can be evaluated, and
// gives the same twice.
#include <charconv>
#include <cstdint>
#include <cstdlib>

#include "core/base/text.hpp"
#include "core/logic/expression.hpp"

namespace {

using namespace kongdi;

const Value& answers() {
    static const Value kAnswers =
        Value::map({{"a", "yes"},
                    {"n", 12.5},
                    {"many", Value::list({"x", "y"})},
                    {"m", Value::map({{"row", Value::map({{"col", 4}, {"day", "2026-02-28"}})}})}});
    return kAnswers;
}

/// A place is a character of the text, or the one behind its last.
bool is_place(std::string_view path, std::string_view text) {
    if (path.size() < 2 || path[0] != ':') return false;
    std::size_t number = 0;
    const auto read = std::from_chars(path.data() + 1, path.data() + path.size(), number);
    return read.ptr == path.data() + path.size() && number >= 1 && number <= text.size() + 1;
}

void check(bool holds) {
    if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    const Result<logic::Expression> read = logic::read_expression(text);
    if (!read) {
        check(is_place(read.error().path, text));
        return 0;
    }
    check(text.size() <= logic::kMaxBytes && read->steps.size() <= logic::kMaxSteps);
    for (const logic::NameUse& use : read->names) check(!use.name.empty() && use.position >= 1);
    const Value self(7);
    const logic::Scope scope{.answers = &answers(), .self = &self, .today = "2026-11-24"};
    const Value value = logic::evaluate(*read, scope);
    check(logic::as_text(value) == logic::as_text(logic::evaluate(*read, scope)));
    check(logic::as_text(value).size() <= logic::kMaxText);
    logic::as_number(value);
    logic::as_bool(value);
    return 0;
}
