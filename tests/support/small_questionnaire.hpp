// SPDX-License-Identifier: Apache-2.0
// A questionnaire with one question of each kind and some logic, to be changed by tests.
#pragma once

#include "core/codec/json.hpp"

namespace kongdi::tests {

inline Value small_questionnaire() {
    return parse_own_json(R"json({
        "id": "walk", "version": 1, "title": {"zh": "走路", "en": "Walking"},
        "pages": [
          {"title": {"zh": "怎么走", "en": "How"}, "questions": [
            {"name": "how", "kind": "single_choice", "required": true,
             "label": {"zh": "怎么走？", "en": "How do you go?"},
             "choices": [{"code": "foot", "label": {"zh": "走路", "en": "On foot"}},
                         {"code": "bike", "label": {"zh": "骑车", "en": "By bike"}},
                         {"code": "none", "label": {"zh": "不出门", "en": "Not at all"}}]},
            {"name": "minutes", "kind": "number", "unit": "min", "min": 0, "max": 600,
             "label": {"zh": "几分钟？", "en": "How many minutes?"},
             "relevant": "${how} != 'none'", "required": "${how} = 'foot'",
             "constraint": ". mod 1 = 0",
             "constraint_message": {"zh": "请填整数", "en": "Whole minutes, please"}},
            {"name": "hours", "kind": "calculated", "calculation": "round(${minutes} div 60, 2)"},
            {"name": "long_way", "kind": "information", "relevant": "${hours} > 2",
             "label": {"zh": "真远", "en": "A long way"}}]},
          {"title": {"zh": "感受", "en": "What it is like"}, "relevant": "${how} != 'none'",
           "questions": [
            {"name": "liking", "kind": "scale", "label": {"zh": "喜欢吗？", "en": "Like it?"}},
            {"name": "parts", "kind": "scale_matrix", "label": {"zh": "各处", "en": "The parts"},
             "choices": [{"code": "pavement", "label": {"zh": "路面", "en": "Pavement"}},
                         {"code": "shade", "label": {"zh": "树荫", "en": "Shade"}}]},
            {"name": "stops", "kind": "matrix", "label": {"zh": "去处", "en": "Places"},
             "choices": [{"code": "shop", "label": {"zh": "店", "en": "Shop"}},
                         {"code": "park", "label": {"zh": "公园", "en": "Park"}}],
             "columns": [
               {"name": "goes", "kind": "single_choice", "label": {"zh": "去吗", "en": "Go there?"},
                "choices": [{"code": "yes", "label": {"zh": "去", "en": "Yes"}},
                            {"code": "no", "label": {"zh": "不去", "en": "No"}}]},
               {"name": "likes", "kind": "scale", "label": {"zh": "好吗", "en": "Good?"},
                "relevant": "${goes} = 'yes'"}]},
            {"name": "with", "kind": "multiple_choice", "label": {"zh": "同行", "en": "With whom?"},
             "choices": [{"code": "child", "label": {"zh": "孩子", "en": "A child"}},
                         {"code": "dog", "label": {"zh": "狗", "en": "A dog"}}]},
            {"name": "wishes", "kind": "ranking", "label": {"zh": "最想要什么", "en": "Wishes"},
             "choices": [{"code": "bench", "label": {"zh": "长椅", "en": "A bench"}},
                         {"code": "light", "label": {"zh": "路灯", "en": "A light"}},
                         {"code": "tree", "label": {"zh": "树", "en": "A tree"}}]},
            {"name": "since", "kind": "date", "label": {"zh": "从哪天起？", "en": "Since when?"},
             "constraint": ". <= today()"},
            {"name": "dog_name", "kind": "text", "max_length": 20,
             "label": {"zh": "狗的名字", "en": "The dog's name"},
             "relevant": "selected(${with}, 'dog') and ${stops.park.goes} = 'yes'"},
            {"name": "photo", "kind": "photo", "max": 2, "label": {"zh": "照片", "en": "Photo"}},
            {"name": "place", "kind": "place", "label": {"zh": "哪里", "en": "Where"}}]}]})json")
        .value();
}

}  // namespace kongdi::tests
