// SPDX-License-Identifier: Apache-2.0
// Any bytes are read as a questionnaire or refused with places; one that may be published comes
// back the same from its document, and its logic and its form hold.
#include <cstdint>
#include <cstdlib>

#include "core/codec/catalogue_codec.hpp"
#include "core/codec/json.hpp"
#include "core/codec/questionnaire_codec.hpp"
#include "core/codec/xlsform.hpp"
#include "core/rules/answer_logic.hpp"
#include "core/rules/logic_order.hpp"
#include "core/rules/meeting_rules.hpp"
#include "core/rules/questionnaire_check.hpp"

namespace {

using namespace kongdi;

const Catalogue& catalogue() {
    static const Catalogue kCatalogue = load_catalogue().value();
    return kCatalogue;
}

void check(bool holds) {
    if (!holds) std::abort();
}

/// The order of members says nothing: of languages it is that of a sheet's columns.
bool same(const Value& a, const Value& b) {
    if (a.if_map() != nullptr && b.if_map() != nullptr) {
        bool all = a.if_map()->size() == b.if_map()->size();
        for (const Value::Member& member : *a.if_map()) {
            const Value* other = b.find(member.first);
            all = all && other != nullptr && same(member.second, *other);
        }
        return all;
    }
    if (a.if_list() == nullptr || b.if_list() == nullptr) return a == b;
    bool all = a.if_list()->size() == b.if_list()->size();
    for (std::size_t i = 0; all && i < a.if_list()->size(); ++i)
        all = same((*a.if_list())[i], (*b.if_list())[i]);
    return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    const Result<Value> tree = parse_json(text, {kMaxQuestionnaireBytes, 32});
    if (!tree) return 0;
    const ReadQuestionnaire read = read_questionnaire(*tree, catalogue());
    if (!read.errors.empty()) return 0;
    const Questionnaire& one = read.questionnaire;
    const Errors errors = check_questionnaire(one);
    for (const Error& error : errors) check(!error.path.empty() && error.path[0] == '/');

    // Read again it is the same, whatever is wrong with its logic.
    const ReadQuestionnaire again = read_questionnaire(questionnaire_tree(one), catalogue());
    check(again.errors.empty() && again.questionnaire == one);

    const Value body = Value::map();
    const AnswerLogic logic(one, body, "2026-11-24");
    check(logic.asked_body() == body);
    for (const QuestionPage& page : one.pages)
        for (const Question& question : page.questions) {
            logic.needs(question);
            logic.calculated(question);
        }
    if (errors.empty()) {
        check(logic_order(one).size() > 0);
        const XlsFormRead back = read_xlsform(xlsform_of(one), catalogue());
        // Agendas, with their places on a map, are no forms.
        if (one.id != kMeetingQuestionnaire)
            check(back.errors.empty() && back.left_out.empty() &&
                  same(questionnaire_tree(back.questionnaire), questionnaire_tree(one)));
    }
    return 0;
}
