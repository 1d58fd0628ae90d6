// SPDX-License-Identifier: Apache-2.0
// The functions behind the rows of plain_questions.cpp, one source file a kind, and what they
// share.
#pragma once

#include <string>
#include <string_view>

#include "server/handlers/plain_questions.hpp"

namespace kongdi::server::plain {

void draw_photo(const Question&, const PlainShown&);
Value read_photo(const Question&, PlainReading&);
void draw_place(const Question&, const PlainShown&);
Value read_place(const Question&, PlainReading&);
void draw_single_choice(const Question&, const PlainShown&);
Value read_single_choice(const Question&, PlainReading&);
void draw_multiple_choice(const Question&, const PlainShown&);
Value read_multiple_choice(const Question&, PlainReading&);
void draw_ranking(const Question&, const PlainShown&);
Value read_ranking(const Question&, PlainReading&);
void draw_number(const Question&, const PlainShown&);
Value read_number(const Question&, PlainReading&);
void draw_text(const Question&, const PlainShown&);
Value read_text(const Question&, PlainReading&);
void draw_scale_matrix(const Question&, const PlainShown&);
Value read_scale_matrix(const Question&, PlainReading&);
void draw_scale(const Question&, const PlainShown&);
Value read_scale(const Question&, PlainReading&);
void draw_matrix(const Question&, const PlainShown&);
Value read_matrix(const Question&, PlainReading&);
void draw_date(const Question&, const PlainShown&);
Value read_date(const Question&, PlainReading&);
void draw_information(const Question&, const PlainShown&);
void draw_calculated(const Question&, const PlainShown&);
Value read_nothing(const Question&, PlainReading&);

/// A step of a scale: 0 is "don't know", then 1 to 5; how it stands in a form, and its words.
std::string_view step_value(std::size_t step);
std::string_view step_words(const Question&, const Words&, std::string_view language,
                            std::size_t step);
/// What a field says: a number where it is one, else the word for core to judge; null for none.
Value step_of(std::string_view value);

/// Several fields that answer one question: a group with the question as its name.
void open_group(const Question&, const PlainShown&);
/// The same with other words below the name than the question's hint.
void open_group(const Question&, const PlainShown&, std::string_view hint);
void close_group(const PlainShown&);
/// One field: the question is its label. The field's id is the question's name.
void open_field(const Question&, const PlainShown&);
void close_field(const PlainShown&);
/// The id of the question's mistake in words, for aria-describedby; empty when there is none.
std::string error_id(const Question&, const PlainShown&);
void draw_hint(std::string_view words, const PlainShown&);

/// A box or a button of a row of choices with its words.
struct Tick {
    std::string_view type;  // "radio" or "checkbox"
    std::string_view name;
    std::string_view value;
    std::string_view words;
    bool ticked = false;
    std::string_view described_by = {};  // an id
};
void draw_tick(const Tick&, Html&);

}  // namespace kongdi::server::plain
