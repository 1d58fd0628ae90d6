// SPDX-License-Identifier: Apache-2.0
// Where letters come from: the browser's own text engine on the web, boxes of fixed width in tests.
#pragma once

#include "shell/widgets/letters.hpp"

namespace kongdi::platform {

widgets::LetterMaker letter_maker();

}  // namespace kongdi::platform
